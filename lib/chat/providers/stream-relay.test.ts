import fc from "fast-check";
import { expect, test } from "vitest";
import { StreamRelay } from "./stream-relay.ts";

const chunk = (fields: object, model = "gpt-5-chat-2025") =>
  `data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", created: 1, model, ...fields })}\n\n`;
const text = (content: string, finish: string | null = null) =>
  chunk({ choices: [{ index: 0, delta: { content }, finish_reason: finish }], usage: null });
const usage = chunk({ choices: [], usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 } });

function run(relay: StreamRelay, stream: string | Buffer, cut = 1_000_000): string {
  const bytes = Buffer.from(stream);
  let out = "";
  for (let at = 0; at < bytes.length; at += cut) out += relay.push(bytes.subarray(at, at + cut));
  return Buffer.from(out + relay.end(), "latin1").toString("utf8");
}

const events = (out: string) =>
  out
    .split("\n\n")
    .filter((event) => event.startsWith("data: {"))
    .map((event) => JSON.parse(event.slice(6)));

test("the model reads our public id in every event, and usage stays with us", () => {
  const relay = new StreamRelay({ publicId: "openai/gpt-5-chat", showUsage: false });
  const out = run(relay, `${text("Hé")}${text("llo 👋")}${text("", "stop")}${usage}data: [DONE]\n\n`);
  expect(events(out).map((event) => event.model)).toEqual(Array(3).fill("openai/gpt-5-chat"));
  expect(out).not.toContain("prompt_tokens");
  expect(out).not.toContain("gpt-5-chat-2025");
  expect(relay.usage).toEqual({ tokensIn: 7, tokensOut: 3 });
  expect(relay.done).toBe(true);
  expect(relay.produced()).toBe("Héllo 👋");
});

test("a caller who asked for usage gets the chunk", () => {
  const relay = new StreamRelay({ publicId: "p", showUsage: true });
  const last = events(run(relay, `${text("a")}${usage}data: [DONE]\n\n`)).at(-1);
  expect(last).toMatchObject({ model: "p", choices: [], usage: { total_tokens: 10 } });
});

test("usage inside the last content chunk is kept back without losing the content", () => {
  const relay = new StreamRelay({ publicId: "p", showUsage: false });
  const last = chunk({
    choices: [{ index: 0, delta: { content: "end" }, finish_reason: "stop" }],
    usage: { prompt_tokens: 1, completion_tokens: 2 },
  });
  const out = run(relay, text("a") + last);
  expect(events(out).map((event) => event.choices[0].delta.content)).toEqual(["a", "end"]);
  expect(out).not.toContain("prompt_tokens");
  expect(relay.usage).toEqual({ tokensIn: 1, tokensOut: 2 });
});

test("text that looks like fields or replacement patterns passes unharmed", () => {
  const said = '"model":"gpt-5-chat-2025" "usage":{"x":1} "error":{} $& $1';
  const relay = new StreamRelay({ publicId: "a/$&", showUsage: false });
  const out = run(relay, text("x") + text(said));
  expect(events(out).map((event) => [event.model, event.choices[0].delta.content])).toEqual([
    ["a/$&", "x"],
    ["a/$&", said],
  ]);
});

const faults = [
  ["an error event", `data: {"error":{"message":"key sk-secret is wrong"}}\n\n`],
  ["an error beside choices", chunk({ choices: [], error: { message: "sk-secret" } })],
  ["no JSON", "data: sk-secret\n\n"],
  ["another object", 'data: {"sk-secret":1}\n\n'],
] as const;
for (const [name, event] of faults) {
  test(`${name} fails the stream and shows nothing of it`, () => {
    const relay = new StreamRelay({ publicId: "p", showUsage: false });
    const out = run(relay, text("a") + event + text("b"));
    expect(relay.failed).toBe(true);
    expect(out).not.toContain("sk-secret");
    expect(events(out)).toHaveLength(1);
  });
}

test("comments pass, CRLF is understood, other spacing too, and a missing [DONE] is forgiven after an end", () => {
  const relay = new StreamRelay({ publicId: "p", showUsage: false });
  const spaced = 'data: {"id": "1", "model": "m", "choices": [{"delta": {"content": "b"}, "finish_reason": "stop"}]}';
  const out = run(relay, `: PROCESSING\r\n\r\n${spaced}\r\n\r\n${spaced}`);
  expect(out).toContain(": PROCESSING\n\n");
  expect(events(out).map((event) => event.model)).toEqual(["p", "p"]);
  expect(relay.done).toBe(false);
  expect(relay.isComplete()).toBe(true);
});

test("however the network cuts the bytes, the same comes out", () => {
  const whole = `: hi\n\n${text("سلام")}${text("👋🏽 ok")}${text("", "stop")}${usage}data: [DONE]\n\n`;
  const expected = run(new StreamRelay({ publicId: "ü/m", showUsage: false }), whole);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (cut) => {
      const relay = new StreamRelay({ publicId: "ü/m", showUsage: false });
      expect(run(relay, whole, cut)).toBe(expected);
      expect(relay.usage).toEqual({ tokensIn: 7, tokensOut: 3 });
    }),
  );
  expect(events(expected)[0].model).toBe("ü/m");
});

test("an event without end fails the stream instead of filling the memory", () => {
  const relay = new StreamRelay({ publicId: "p", showUsage: false });
  const piece = Buffer.alloc(1_048_576, "x");
  for (let at = 0; at < 6 && !relay.failed; at += 1) expect(relay.push(piece)).toBe("");
  expect(relay.failed).toBe(true);
});
