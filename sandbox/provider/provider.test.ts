import OpenAI from "openai";
import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../start-sandbox.ts";
import { controlClient } from "../testing/control-client.ts";
import { countSandboxPromptTokens, countSandboxTokens } from "./count-tokens.ts";
import type { ProviderCall } from "./provider-world.ts";
import type { ProviderSettingsInput } from "./settings.ts";

async function fixture(settings: ProviderSettingsInput = {}) {
  const sandbox = await startSandbox({ provider: settings });
  onTestFinished(() => sandbox.close());
  const client = new OpenAI({ baseURL: sandbox.providerBaseUrl, apiKey: "sk-sandbox", maxRetries: 0 });
  const control = controlClient(sandbox.url);
  const ask = (content: string) => ({ model: "gpt-5-chat", messages: [{ role: "user" as const, content }] });
  const calls = async () => (await control<{ calls: ProviderCall[] }>("GET", "/provider/calls")).calls;
  return { sandbox, client, control, ask, calls };
}

test("a whole answer is a function of its input and counts its tokens", async () => {
  const { client, ask, calls } = await fixture();
  const messages = [
    { role: "system" as const, content: "Be kind." },
    { role: "user" as const, content: "What is up?" },
  ];
  const first = await client.chat.completions.create({ model: "gpt-5-chat", messages });
  const second = await client.chat.completions.create({ model: "gpt-5-chat", messages });
  const content = first.choices[0]?.message.content ?? "";
  expect(content).toContain("What is up?");
  expect(content).toContain("gpt-5-chat");
  expect(second.choices).toEqual(first.choices);
  expect(first.usage).toMatchObject({
    prompt_tokens: countSandboxPromptTokens(messages),
    completion_tokens: countSandboxTokens(content),
  });
  const said = await client.chat.completions.create(ask("please [[say:Yes, <|endoftext|> it is]] now"));
  expect(said.choices[0]?.message.content).toBe("Yes, <|endoftext|> it is");
  const words = await client.chat.completions.create(ask("[[words:50]]"));
  expect(words.choices[0]?.message.content?.split(" ")).toHaveLength(50);
  const short = await client.chat.completions.create({ ...ask("[[words:50]]"), max_tokens: 10 });
  expect(short).toMatchObject({ choices: [{ finish_reason: "length" }], usage: { completion_tokens: 10 } });
  expect((await calls()).map((call) => call.status)).toEqual([200, 200, 200, 200, 200]);
});

test.each([{ chunkDelayMs: 0 }, { chunkDelayMs: 1, latencyMs: 5 }])("a stream, with %o", async (settings) => {
  const { client, ask } = await fixture({ ...settings, chunkSize: 2 });
  const stream = await client.chat.completions.create({
    ...ask("[[markdown]] سلام"),
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = "";
  let finish: string | null = null;
  let usage: OpenAI.CompletionUsage | null | undefined;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? "";
    finish = chunk.choices[0]?.finish_reason ?? finish;
    if (chunk.choices.length === 0) usage = chunk.usage;
    else expect(chunk.usage).toBeNull();
  }
  const whole = await client.chat.completions.create(ask("[[markdown]] سلام"));
  expect(text).toBe(whole.choices[0]?.message.content);
  expect(finish).toBe("stop");
  expect(usage).toEqual(whole.usage);
});

test("tools are called by name, whole and streamed, and their result is used", async () => {
  const { client, ask } = await fixture({ chunkSize: 3 });
  const tools = [{ type: "function" as const, function: { name: "get_weather", parameters: {} } }];
  const question = ask("please call tool get_weather for me");
  const whole = await client.chat.completions.create({ ...question, tools });
  const call = whole.choices[0]?.message.tool_calls?.[0];
  expect(whole.choices[0]?.finish_reason).toBe("tool_calls");
  if (call?.type !== "function") throw new Error("no function call");
  expect(JSON.parse(call.function.arguments)).toMatchObject({ source: "sandbox" });
  const runner = client.chat.completions.stream({ ...question, tools });
  const streamed = await runner.finalChatCompletion();
  expect(streamed.choices[0]?.message.tool_calls?.[0]).toMatchObject({ id: call.id, function: call.function });
  const answer = await client.chat.completions.create({
    ...question,
    tools,
    messages: [
      ...question.messages,
      { role: "assistant", tool_calls: [call] },
      { role: "tool", tool_call_id: call.id, content: "21 degrees" },
    ],
  });
  expect(answer.choices[0]?.message.content).toContain("21 degrees");
});

test("a key is asked for when one is set, and models are listed", async () => {
  const { sandbox, client, ask } = await fixture({
    apiKey: "sk-sandbox",
    models: ["a", "b/c"],
    onlyListedModels: true,
  });
  const models = await client.models.list();
  expect(models.data.map((model) => model.id)).toEqual(["a", "b/c"]);
  const wrong = new OpenAI({ baseURL: sandbox.providerBaseUrl, apiKey: "sk-wrong", maxRetries: 0 });
  await expect(wrong.chat.completions.create(ask("x"))).rejects.toMatchObject({ status: 401, code: "invalid_api_key" });
  await expect(wrong.models.list()).rejects.toMatchObject({ status: 401 });
  await expect(client.chat.completions.create(ask("x"))).rejects.toMatchObject({
    status: 404,
    code: "model_not_found",
  });
});

test("who hangs up in mid-stream is recorded with what was produced", async () => {
  const { client, ask, calls } = await fixture({ chunkDelayMs: 10, chunkSize: 1 });
  const stream = await client.chat.completions.create({ ...ask("[[words:500]]"), stream: true });
  let received = "";
  for await (const chunk of stream) {
    received += chunk.choices[0]?.delta.content ?? "";
    if (received.length > 60) break;
  }
  await expect.poll(async () => (await calls()).length).toBe(1);
  const [call] = await calls();
  expect(call).toMatchObject({ aborted: true, dropped: false, status: 200 });
  expect(call?.completionTokens).toBeGreaterThanOrEqual(countSandboxTokens(received));
  expect(call?.completionTokens).toBeLessThan(call?.plannedTokens ?? 0);
});

test("faults: a status, a wait, a cut, nonsense, silence", async () => {
  const { client, control, ask, calls } = await fixture();
  const fault = (rule: Record<string, unknown>) => control("POST", "/provider/faults", rule);
  await fault({ status: 429, retryAfter: 7, model: "gpt-5-chat" });
  const limited = await client.chat.completions.create(ask("x")).catch((error) => error);
  expect([limited.status, limited.code, limited.headers.get("retry-after")]).toEqual([429, "rate_limit_exceeded", "7"]);
  await fault({ status: 500, model: "other" });
  expect((await client.chat.completions.create(ask("x"))).object).toBe("chat.completion");

  await fault({ dropAfterChunks: 3 });
  const cut = await client.chat.completions.create({ ...ask("[[words:100]]"), stream: true });
  const chunks: string[] = [];
  const drain = async () => {
    for await (const chunk of cut) chunks.push(chunk.choices[0]?.delta.content ?? "");
  };
  await expect(drain()).rejects.toThrow();
  expect(chunks).toHaveLength(4);
  expect((await calls()).at(-1)).toMatchObject({ dropped: true, aborted: false });
  expect((await calls()).at(-1)?.completionTokens).toBe(countSandboxTokens(chunks.join("")));

  await fault({ malformed: true });
  await expect(client.chat.completions.create(ask("x"))).rejects.toThrow();
  await fault({ dropAfterChunks: 0 });
  await expect(client.chat.completions.create(ask("x"))).rejects.toThrow("Connection error");
  await fault({ hang: true });
  await expect(client.chat.completions.create(ask("x"), { timeout: 100 })).rejects.toThrow("timed out");
  await control("DELETE", "/provider/faults/2");
  expect(await control("GET", "/provider/faults")).toMatchObject({ faults: { length: 5 } });
});

test("settings change while it runs; a wrong one is named", async () => {
  const { control } = await fixture();
  expect(await control("PATCH", "/provider/settings", { believable: true, chunkSize: 9 })).toMatchObject({
    latencyMs: 150,
    chunkDelayMs: 15,
    chunkSize: 9,
  });
  await expect(control("PATCH", "/provider/settings", { latencyMs: -1 })).rejects.toThrow("latencyMs");
});
