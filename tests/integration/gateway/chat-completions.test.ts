import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, jsonSchema, streamText, tool } from "ai";
import OpenAI from "openai";
import { afterAll, beforeAll, expect, test } from "vitest";
import { costNano } from "#lib/models/cost.ts";
import { ask, type Caller, type GatewayWorld, openGatewayWorld } from "./gateway-world.ts";

let world: GatewayWorld;
let caller: Caller;

beforeAll(async () => {
  world = await openGatewayWorld();
  caller = await world.caller();
});
afterAll(() => world.close());

const openai = (of: Caller = caller) => new OpenAI({ baseURL: `${world.url}/v1`, apiKey: of.raw });
const compatible = (of: Caller = caller) =>
  createOpenAICompatible({ name: "switchboard", baseURL: `${world.url}/v1`, apiKey: of.raw, includeUsage: true });

test("openai client: a whole answer, charged to the token", async () => {
  const own = await world.caller();
  const answer = await openai(own).chat.completions.create({
    model: own.model,
    messages: [{ role: "user", content: "[[words:40]]" }],
  });
  expect(answer.model).toBe(own.model);
  expect(answer.choices[0]?.message.content?.split(" ")).toHaveLength(40);
  const [charge, ...others] = await world.charges(own.team);
  expect(others).toEqual([]);
  expect(charge).toMatchObject({
    keyId: own.key.id,
    keyLineageId: own.key.id,
    channel: "api",
    model: own.model,
    status: "OK",
    tokensIn: answer.usage?.prompt_tokens,
    tokensOut: answer.usage?.completion_tokens,
  });
  const prices = { inputPrice: 75_000_000n, outputPrice: 300_000_000n };
  expect(charge?.costNano).toBe(costNano(prices, charge?.tokensIn ?? 0, charge?.tokensOut ?? 0));
  expect(charge?.firstByteMs).not.toBeNull();
});

test("openai client: streamed, with and without usage", async () => {
  for (const include_usage of [true, false]) {
    const own = await world.caller();
    const stream = await openai(own).chat.completions.create({
      ...(ask(own.model, "سلام 👋🏽 streamed") as { model: string; messages: [{ role: "user"; content: string }] }),
      stream: true,
      stream_options: { include_usage },
    });
    let text = "";
    const models = new Set<string>();
    const usages: unknown[] = [];
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? "";
      models.add(chunk.model);
      if (chunk.usage) usages.push(chunk.usage);
    }
    expect(text).toBe("سلام 👋🏽 streamed");
    expect([...models]).toEqual([own.model]);
    expect(usages).toHaveLength(include_usage ? 1 : 0);
    const [charge] = await world.charges(own.team);
    const [call] = world.calls(own.upstream);
    expect(charge).toMatchObject({ status: "OK", tokensIn: call?.promptTokens, tokensOut: call?.completionTokens });
  }
});

test("openai client: tools pass through, streamed and not", async () => {
  const request = {
    model: caller.model,
    messages: [{ role: "user" as const, content: "please call tool get_weather" }],
    tools: [{ type: "function" as const, function: { name: "get_weather", parameters: { type: "object" } } }],
  };
  const whole = await openai().chat.completions.create(request);
  const call = whole.choices[0]?.message.tool_calls?.[0];
  expect(call).toMatchObject({ type: "function", function: { name: "get_weather" } });
  expect(whole.choices[0]?.finish_reason).toBe("tool_calls");

  const streamed = await openai().chat.completions.stream(request).finalChatCompletion();
  expect(streamed.choices[0]?.message.tool_calls?.[0]).toMatchObject({ function: { name: "get_weather" } });

  const next = await openai().chat.completions.create({
    ...request,
    messages: [
      ...request.messages,
      { role: "assistant", content: null, tool_calls: [call!] },
      { role: "tool", tool_call_id: call!.id, content: "17 degrees" },
    ],
  });
  expect(next.choices[0]?.message.content).toContain("17 degrees");
});

test("openai client: errors have its classes, codes and words", async () => {
  const create = (client: OpenAI, model: string) =>
    client.chat.completions.create({ model, messages: [{ role: "user", content: "hi" }] });
  await expect(create(openai(), "no/such")).rejects.toMatchObject({ status: 404, code: "model_not_found" });
  await expect(create(openai(), "no/such")).rejects.toThrow(caller.model);
  const wrong = new OpenAI({ baseURL: `${world.url}/v1`, apiKey: `sb_live_${"x".repeat(43)}` });
  await expect(create(wrong, caller.model)).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
});

test("openai client: models lists exactly what the key may call", async () => {
  const unpriced = await world.caller({ model: { inputPrice: null } });
  expect((await openai(unpriced).models.list()).data).toEqual([]);
  expect((await openai().models.list()).data.map((model) => model.id)).toEqual([caller.model]);
});

test("ai SDK: text, stream and tools", async () => {
  const model = compatible()(caller.model);
  const whole = await generateText({ model, prompt: "[[say:hello there]]" });
  expect(whole.text).toBe("hello there");
  expect(whole.usage.outputTokens).toBeGreaterThan(0);

  const stream = streamText({ model, prompt: "[[words:30]]" });
  let text = "";
  for await (const part of stream.textStream) text += part;
  expect(text.split(" ")).toHaveLength(30);
  expect((await stream.usage).outputTokens).toBeGreaterThan(0);

  const called = await generateText({
    model,
    prompt: "call tool lookup",
    tools: { lookup: tool({ description: "looks up", inputSchema: jsonSchema({ type: "object" }) }) },
  });
  expect(called.toolCalls[0]).toMatchObject({ toolName: "lookup" });
  await expect(generateText({ model: compatible()("no/such"), prompt: "hi", maxRetries: 0 })).rejects.toMatchObject({
    statusCode: 404,
  });
});

test("`default` stands for the team's default model", async () => {
  const answer = await openai().chat.completions.create({
    model: "default",
    messages: [{ role: "user", content: "x" }],
  });
  expect(answer.model).toBe(caller.model);
});

test("parameters pass, our own ones do not, and the key never shows", async () => {
  const body = ask(caller.model, "ok", { temperature: 0.1, seed: 7, metadata: { a: "b" }, stream_options: null });
  const answer = await world.post(caller, body, { "x-request-id": "req-42" });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("x-request-id")).toBe("req-42");
  const refused = await world.post(caller, { ...body, models: ["other/model"] });
  expect(refused.status).toBe(400);
  expect((await refused.json()).error).toMatchObject({ param: "models" });
});

test("a management key cannot infer, an inactive team's key neither", async () => {
  const management = await world.caller({ key: { scope: "MANAGEMENT" } });
  const refused = await world.post(management, ask(management.model, "hi"));
  expect(refused.status).toBe(403);
  expect((await refused.json()).error.message).toContain("management key");
  const inactive = await world.caller({ team: { active: false } });
  expect([401, 403]).toContain((await world.post(inactive, ask(inactive.model, "hi"))).status);
});

test("an unpriced model is refused, never free", async () => {
  const unpriced = await world.caller({ model: { outputPrice: null } });
  const refused = await world.post(unpriced, ask(unpriced.model, "hi"));
  expect(refused.status).toBe(422);
  expect((await refused.json()).error.message).toContain("no price");
  expect(world.calls(unpriced.upstream)).toEqual([]);
  expect(await world.charges(unpriced.team)).toEqual([]);
});
