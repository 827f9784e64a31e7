import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { resetBreakers } from "#lib/chat/providers/provider-breaker.ts";
import { getDb } from "#lib/infra/db.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";
import { ask, type Caller, type GatewayWorld, openGatewayWorld, type SandboxFault } from "./gateway-world.ts";

let world: GatewayWorld;

beforeAll(async () => {
  world = await openGatewayWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.sandbox.provider.faults.length = 0;
  resetBreakers();
});

/** A second provider of the same model that goes last. */
async function addSecondProvider(caller: Caller, more: Partial<Parameters<typeof createProviderWithModel>[0]> = {}) {
  const upstreamName = uniqueName("second");
  const { provider } = await createProviderWithModel({
    baseUrl: world.sandbox.providerBaseUrl,
    publicId: caller.model,
    priority: 200,
    inputPrice: 1_000_000_000n,
    outputPrice: 2_000_000_000n,
    upstreamName,
    ...more,
  });
  return { provider, upstreamName };
}

const passing: [string, Partial<SandboxFault>, number][] = [
  ["500 twice", { status: 500, times: 2 }, 3],
  ["429 with Retry-After", { status: 429, retryAfter: 0.1, times: 1 }, 2],
  ["a drop before the first byte", { dropAfterChunks: 0, times: 1 }, 2],
];
for (const [name, fault, calls] of passing) {
  test(`${name} is tried again and charged once`, async () => {
    const caller = await world.caller();
    world.addFault({ ...fault, model: caller.upstream });
    const answer = await world.post(caller, ask(caller.model, "fine"));
    expect(answer.status).toBe(200);
    expect(world.calls(caller.upstream)).toHaveLength(calls);
    expect(await world.charges(caller.team)).toHaveLength(1);
  });
}

test("Retry-After is obeyed", async () => {
  const caller = await world.caller();
  world.addFault({ status: 429, retryAfter: 1, model: caller.upstream });
  const startedAt = performance.now();
  expect((await world.post(caller, ask(caller.model, "fine"))).status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThan(990);
});

const failing: [string, Partial<SandboxFault>, number, string][] = [
  ["500", { status: 500, message: "secret-body" }, 502, "provider_error"],
  ["401", { status: 401, message: "Incorrect API key provided: sk-secret-body" }, 502, "provider_error"],
  ["403", { status: 403, message: "secret-body" }, 502, "provider_error"],
  ["404", { status: 404, message: "secret-body" }, 502, "provider_error"],
  ["a redirect", { status: 302, message: "secret-body" }, 502, "provider_error"],
  ["429 for an hour", { status: 429, retryAfter: 3_600, message: "secret-body" }, 503, "unavailable"],
  ["no JSON", { malformed: true }, 502, "provider_error"],
];
for (const [name, fault, status, code] of failing) {
  for (const stream of [false, true]) {
    if (stream && fault.malformed) continue;
    test(`${name} for good${stream ? ", streamed" : ""}: ${status}, nothing charged, nothing leaked`, async () => {
      const caller = await world.caller();
      world.addFault({ ...fault, times: null, model: caller.upstream });
      const answer = await world.post(caller, ask(caller.model, "hi", { stream }));
      const body = await answer.text();
      expect(answer.status).toBe(status);
      expect(JSON.parse(body).error.code).toBe(code);
      expect(body).not.toContain("secret-body");
      if (fault.retryAfter) expect(answer.headers.get("retry-after")).toBe("3600");
      expect(await world.charges(caller.team)).toEqual([]);
    });
    test(`${name}${stream ? ", streamed" : ""}: the next provider answers, at its own price`, async () => {
      const caller = await world.caller();
      const { provider, upstreamName } = await addSecondProvider(caller);
      world.addFault({ ...fault, times: null, model: caller.upstream });
      const answer = await world.post(caller, ask(caller.model, "hi", { stream }));
      expect(answer.status).toBe(200);
      await answer.text();
      expect(world.calls(upstreamName)).toHaveLength(1);
      const charges = await world.charges(caller.team);
      expect(charges).toHaveLength(1);
      const { tokensIn, tokensOut, costNano, providerId, model } = charges[0]!;
      expect({ providerId, model }).toEqual({ providerId: provider.id, model: caller.model });
      expect(costNano).toBe(BigInt(tokensIn) * 1_000n + BigInt(tokensOut) * 2_000n);
    });
  }
}

test("a hanging provider is left after its time-out: 504, or the next one", async () => {
  const caller = await world.caller({ model: { baseUrl: world.sandbox.providerBaseUrl, timeoutMs: 300 } });
  world.addFault({ hang: true, times: 2, model: caller.upstream });
  const alone = await world.post(caller, ask(caller.model, "hi"));
  expect([alone.status, (await alone.json()).error.code]).toEqual([504, "timeout"]);
  await addSecondProvider(caller);
  expect((await world.post(caller, ask(caller.model, "hi"))).status).toBe(200);
  expect(await world.charges(caller.team)).toHaveLength(1);
});

test("a provider's refusal of the request reaches the caller in the provider's words, at once", async () => {
  const caller = await world.caller();
  await addSecondProvider(caller);
  world.addFault({ status: 400, message: "temperature must be below 2", times: null, model: caller.upstream });
  const client = new OpenAI({ baseURL: `${world.url}/v1`, apiKey: caller.raw });
  const call = client.chat.completions.create({ model: caller.model, messages: [{ role: "user", content: "hi" }] });
  await expect(call).rejects.toBeInstanceOf(OpenAI.BadRequestError);
  await expect(call).rejects.toThrow("temperature must be below 2");
  expect(world.calls(caller.upstream)).toHaveLength(1);
});

test("fallback models answer where the team may use them, and only there", async () => {
  const fallback = uniqueName("test/fallback");
  await createProviderWithModel({ baseUrl: world.sandbox.providerBaseUrl, publicId: fallback });
  const caller = await world.caller({ model: { baseUrl: world.sandbox.providerBaseUrl, fallbacks: [fallback] } });
  world.addFault({ status: 403, times: null, model: caller.upstream });
  expect((await world.post(caller, ask(caller.model, "hi"))).status).toBe(502);

  const allowed = await world.caller({
    model: { baseUrl: world.sandbox.providerBaseUrl, fallbacks: [fallback] },
    team: { availableModels: [fallback] },
  });
  await getDb().team.update({
    where: { id: allowed.team.id },
    data: { availableModels: [allowed.model, fallback] },
  });
  world.addFault({ status: 403, times: null, model: allowed.upstream });
  const answer = await (await world.post(allowed, ask(allowed.model, "hi"))).json();
  expect(answer.model).toBe(fallback);
  expect((await world.charges(allowed.team)).map((row) => row.model)).toEqual([fallback]);
});

test("after five failures in a row a provider is left alone, and is tried again later", async () => {
  const caller = await world.caller();
  const { upstreamName } = await addSecondProvider(caller);
  const fault = world.addFault({ status: 403, times: null, model: caller.upstream });
  for (let call = 0; call < 8; call += 1) {
    expect((await world.post(caller, ask(caller.model, "hi"))).status).toBe(200);
  }
  expect(world.calls(caller.upstream)).toHaveLength(5);
  expect(world.calls(upstreamName)).toHaveLength(8);
  fault.times = 0;
  await new Promise((settle) => setTimeout(settle, 5_100));
  expect((await world.post(caller, ask(caller.model, "hi"))).status).toBe(200);
  expect(world.calls(caller.upstream)).toHaveLength(6);
});

test("the provider drops in mid-stream: the caller sees an error event, what was produced is charged", async () => {
  world.sandbox.provider.settings.chunkDelayMs = 5;
  const caller = await world.caller();
  world.addFault({ dropAfterChunks: 5, times: null, model: caller.upstream });
  const body = { model: caller.model, messages: [{ role: "user", content: "[[words:100]]" }], stream: true };
  const text = await (await world.post(caller, body)).text();
  world.sandbox.provider.settings.chunkDelayMs = 0;
  const events = text.trim().split("\n\n");
  expect(JSON.parse(events.at(-1)!.slice(6)).error.code).toBe("provider_error");
  expect(text).not.toContain("[DONE]");
  const [call] = world.calls(caller.upstream);
  const charges = await world.charges(caller.team);
  expect(charges).toHaveLength(1);
  expect(charges[0]).toMatchObject({ status: "PARTIAL", tokensOut: call?.completionTokens });
  expect(Math.abs(charges[0]!.tokensIn - call!.promptTokens)).toBeLessThanOrEqual(2);
  expect(charges[0]!.tokensOut).toBeGreaterThan(10);

  const client = new OpenAI({ baseURL: `${world.url}/v1`, apiKey: caller.raw, maxRetries: 0 });
  const stream = await client.chat.completions.create({
    ...body,
    messages: [{ role: "user", content: "[[words:99]]" }],
    stream: true,
  });
  await expect(async () => {
    for await (const _chunk of stream);
  }).rejects.toBeInstanceOf(OpenAI.APIError);
});

test("the caller hangs up in mid-stream: the provider is cut off, what was produced is charged", async () => {
  world.sandbox.provider.settings.chunkDelayMs = 10;
  const caller = await world.caller();
  const leaving = new AbortController();
  const answer = await fetch(`${world.url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${caller.raw}`, "content-type": "application/json" },
    body: JSON.stringify({
      model: caller.model,
      messages: [{ role: "user", content: "[[words:2000]]" }],
      stream: true,
    }),
    signal: leaving.signal,
  });
  const reader = answer.body!.getReader();
  for (let chunk = 0; chunk < 10; chunk += 1) await reader.read();
  leaving.abort();
  await expect.poll(() => world.calls(caller.upstream).length).toBe(1);
  world.sandbox.provider.settings.chunkDelayMs = 0;
  const [call] = world.calls(caller.upstream);
  expect(call?.aborted).toBe(true);
  await expect.poll(() => world.charges(caller.team)).toHaveLength(1);
  const [charge] = await world.charges(caller.team);
  expect(charge?.status).toBe("PARTIAL");
  expect(charge?.tokensOut).toBeGreaterThan(10);
  // What the provider handed to the connection and we had not read yet is in flight: at most a few chunks of four tokens.
  expect(Math.abs(charge!.tokensOut - call!.completionTokens)).toBeLessThanOrEqual(16);
});

test("a caller who leaves before the first byte pays for what the provider worked, and is not tried for again", async () => {
  world.sandbox.provider.settings.latencyMs = 300;
  const caller = await world.caller();
  const leaving = new AbortController();
  const call = fetch(`${world.url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${caller.raw}`, "content-type": "application/json" },
    body: JSON.stringify(ask(caller.model, "expensive thoughts")),
    signal: leaving.signal,
  }).catch(() => "left");
  setTimeout(() => leaving.abort(), 100);
  expect(await call).toBe("left");
  await expect.poll(() => world.charges(caller.team), { timeout: 3_000 }).toHaveLength(1);
  world.sandbox.provider.settings.latencyMs = 0;
  expect(world.calls(caller.upstream)).toHaveLength(1);
});

test("an answer without end is cut, and a provider without usage figures is counted", async () => {
  const server = createServer((req, res) => {
    req.resume();
    if (req.url?.startsWith("/endless")) {
      res.writeHead(200, { "content-type": "application/json" });
      const more = () => {
        while (!res.destroyed && res.write("x".repeat(65_536)));
      };
      res.on("drain", more);
      more();
      return;
    }
    res.writeHead(200, { "content-type": "text/event-stream" });
    const event = (delta: object, finish: string | null = null) =>
      `data: ${JSON.stringify({ id: "1", model: "m", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
    res.end(`${event({ content: "one two three" })}${event({}, "stop")}`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const endless = await world.caller({ model: { baseUrl: `${base}/endless` } });
  expect((await world.post(endless, ask(endless.model, "hi"))).status).toBe(502);
  expect(await world.charges(endless.team)).toEqual([]);

  const silent = await world.caller({ model: { baseUrl: `${base}/v1` } });
  const asked = { model: silent.model, messages: [{ role: "user", content: "hi" }], stream: true };
  const text = await (await world.post(silent, { ...asked, stream_options: { include_usage: true } })).text();
  expect(text).toContain('"completion_tokens":3');
  expect(text.trimEnd().endsWith("data: [DONE]")).toBe(true);
  expect(await world.charges(silent.team)).toMatchObject([{ status: "OK", tokensOut: 3 }]);
  server.closeAllConnections();
  server.close();
});
