import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, type Caller, type GatewayWorld, openGatewayWorld } from "./gateway-world.ts";

let world: GatewayWorld;
let caller: Caller;

beforeAll(async () => {
  world = await openGatewayWorld();
  caller = await world.caller();
});
afterAll(() => world.close());

const message = (content: unknown) => ({ messages: [{ role: "user", content }] });
const MB = 1_048_576;

const wrong: [string, () => unknown, number, Record<string, string>?][] = [
  ["broken JSON", () => '{"model":', 400],
  ["nothing", () => "", 400],
  ["an array", () => "[]", 400],
  ["null", () => "null", 400],
  ["a string", () => '"hi"', 400],
  ["invalid UTF-8 in a string is replaced", () => '{"model": 7}', 400],
  ["no messages", () => ({ model: caller.model }), 400],
  ["empty messages", () => ({ model: caller.model, messages: [] }), 400],
  ["messages of a wrong kind", () => ({ model: caller.model, messages: "hi" }), 400],
  ["an unknown role", () => ({ model: caller.model, messages: [{ role: "god", content: "hi" }] }), 400],
  ["content of a wrong kind", () => ({ model: caller.model, ...message(7) }), 400],
  ["no model", () => message("hi"), 400],
  ["negative max_tokens", () => ask(caller.model, "hi", { max_tokens: -1 }), 400],
  ["endless choices", () => ask(caller.model, "hi", { n: 1_000_000 }), 400],
  ["a user with NUL", () => ask(caller.model, "hi", { user: "a\0b" }), 400],
  ["a user too long", () => ask(caller.model, "hi", { user: "u".repeat(300) }), 400],
  ["200 000 levels of arrays", () => `{"model":"m","messages":${"[".repeat(200_000)}${"]".repeat(200_000)}}`, 400],
  [
    "200 000 levels in a parameter",
    () =>
      `{"model":"m","messages":[{"role":"user","content":"x"}],"metadata":${'{"a":'.repeat(150_000)}1${"}".repeat(150_000)}}`,
    400,
  ],
  ["form data", () => "model=x", 415, { "content-type": "application/x-www-form-urlencoded" }],
  ["plain text", () => "{}", 415, { "content-type": "text/plain" }],
  ["1 MB and one byte", () => ask(caller.model, "x".repeat(MB)), 413],
  ["50 MB", () => "x".repeat(50 * MB), 413],
];

for (const [name, body, status, headers] of wrong) {
  test(`${name}: ${status}`, async () => {
    const answer = await world
      .post(caller, body(), headers)
      .catch((error: Error & { cause?: { code?: string } }) => error);
    // A sender who does not stop may find the connection closed before it reads the answer.
    if (answer instanceof Error && status === 413)
      return expect(["EPIPE", "ECONNRESET", "UND_ERR_SOCKET"]).toContain((answer.cause as { code: string }).code);
    if (answer instanceof Error) throw answer;
    expect(answer.status).toBe(status);
    const { error } = await answer.json();
    expect(error).toMatchObject({ message: expect.any(String), type: expect.any(String) });
    expect(error).toHaveProperty("param");
    expect(error).toHaveProperty("code");
  });
}

test("50 MB without a length is refused early, and memory stays bounded", async () => {
  const before = process.memoryUsage().rss;
  const socket = connect(world.gateway.port, "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => {});
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk.toString();
  });
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${caller.raw}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
  );
  const piece = Buffer.from(`10000\r\n${"x".repeat(0x10000)}\r\n`);
  for (let sent = 0; sent < 50 * MB && !socket.destroyed && answer === ""; sent += 0x10000) {
    if (!socket.write(piece)) await Promise.race([once(socket, "drain"), once(socket, "close"), once(socket, "data")]);
  }
  await expect.poll(() => answer).toContain("413");
  socket.destroy();
  expect(process.memoryUsage().rss - before).toBeLessThan(40 * MB);
});

test("no key, a wrong key, an endless key, another scheme: 401", async () => {
  for (const authorization of [undefined, "Bearer nope", `Bearer ${"x".repeat(5_000)}`, "Basic abc", "Bearer"]) {
    const answer = await fetch(`${world.url}/v1/models`, { headers: authorization ? { authorization } : {} });
    expect(answer.status).toBe(401);
    expect((await answer.json()).error.code).toBe("invalid_api_key");
  }
});

test("an unknown route and a wrong method answer JSON", async () => {
  const headers = { authorization: `Bearer ${caller.raw}` };
  const unknown = await fetch(`${world.url}/nowhere`);
  expect([unknown.status, (await unknown.json()).error.code]).toEqual([404, "not_found"]);
  expect((await fetch(`${world.url}/v1/nowhere`, { headers })).status).toBe(404);
  const method = await fetch(`${world.url}/v1/chat/completions`, { headers });
  expect([method.status, method.headers.get("allow")]).toEqual([405, "POST"]);
});

test("prototype keys are ordinary data", async () => {
  const body = `{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}},"model":"${caller.model}","messages":[{"role":"user","content":"[[say:fine]]"}]}`;
  const answer = await world.post(caller, body);
  expect(answer.status).toBe(200);
  expect(({} as Record<string, unknown>).admin).toBeUndefined();
});
