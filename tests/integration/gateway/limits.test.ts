import { afterAll, beforeAll, expect, test } from "vitest";
import { limitStatus } from "#lib/usage/limit-status.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { ask, type Caller, type GatewayWorld, openGatewayWorld } from "./gateway-world.ts";

let world: GatewayWorld;

beforeAll(async () => {
  world = await openGatewayWorld();
});
afterAll(() => world.close());

type Limit = Parameters<typeof createLimit>[0];
const limit = (caller: Caller, more: Partial<Limit>) =>
  createLimit(
    { teamId: caller.team.id, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 1n, ...more } as Limit,
    new Date(),
  );
const words = (caller: Caller, count: number, more: object = {}) => ({
  model: caller.model,
  messages: [{ role: "user", content: `[[words:${count}]]` }],
  ...more,
});

test("a quota says which limit, how much, when it resets, and each answer what is left", async () => {
  const caller = await world.caller();
  await limit(caller, { amount: 2n });
  const first = await world.post(caller, ask(caller.model, "1"));
  expect(first.headers.get("x-switchboard-limit-team-requests-day")).toMatch(/^limit=2, remaining=1, reset=\d+$/);
  expect(first.headers.get("x-ratelimit-limit-requests")).toBe("2");
  expect(first.headers.get("x-ratelimit-remaining-requests")).toBe("1");
  const streamed = await world.post(caller, ask(caller.model, "2", { stream: true }));
  expect(streamed.headers.get("x-ratelimit-remaining-requests")).toBe("0");
  await streamed.text();

  const refused = await world.post(caller, ask(caller.model, "3"));
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(86_400);
  expect(refused.headers.get("x-should-retry")).toBe("false");
  expect(refused.headers.get("x-ratelimit-remaining-requests")).toBe("0");
  const { error } = await refused.json();
  expect(error).toMatchObject({
    type: "insufficient_quota",
    code: "insufficient_quota",
    limit: { scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 2, remaining: 0 },
  });
  expect(error.message).toContain("limit of 2 requests");
  expect(error.message).toContain(error.limit.resetsAt);
  expect(world.calls(caller.upstream)).toHaveLength(2);
});

test("tokens: the answer is held to what is left, the cap is never overshot, and the last tokens can be used", async () => {
  const caller = await world.caller();
  await limit(caller, { unit: "TOKENS", amount: 500n });
  const statuses: number[] = [];
  for (let call = 0; call < 12; call += 1) statuses.push((await world.post(caller, words(caller, 120))).status);
  const charges = await world.charges(caller.team);
  const used = charges.reduce((sum, row) => sum + row.tokensIn + row.tokensOut, 0);
  expect(used).toBeLessThanOrEqual(500);
  expect(used).toBeGreaterThan(440);
  expect(statuses.at(-1)).toBe(429);
  expect(statuses.filter((status) => status === 200).length).toBe(charges.length);
});

test("cost: never overshot either, by the price of the dearest route", async () => {
  const caller = await world.caller();
  await limit(caller, { unit: "COST", amount: 60_000n, window: "MONTH" });
  for (let call = 0; call < 8; call += 1) await (await world.post(caller, words(caller, 100, { stream: true }))).text();
  const charges = await world.charges(caller.team);
  const cost = charges.reduce((sum, row) => sum + row.costNano, 0n);
  expect(cost).toBeLessThanOrEqual(60_000n);
  expect(cost).toBeGreaterThan(40_000n);
});

test("whoever asks for more tokens than are left is told so, instead of getting fewer", async () => {
  const caller = await world.caller();
  await limit(caller, { unit: "TOKENS", amount: 500n });
  const refused = await world.post(caller, words(caller, 10, { max_tokens: 2_000 }));
  expect(refused.status).toBe(429);
  expect((await refused.json()).error.limit.unit).toBe("TOKENS");
  expect((await world.post(caller, words(caller, 10, { max_tokens: 100 }))).status).toBe(200);
});

test("a failed call gives everything back", async () => {
  const caller = await world.caller();
  await limit(caller, { amount: 1n });
  await limit(caller, { unit: "TOKENS", amount: 6_000n });
  world.addFault({ status: 403, model: caller.upstream });
  expect((await world.post(caller, ask(caller.model, "x"))).status).toBe(502);
  expect((await world.post(caller, ask(caller.model, "x"))).status).toBe(200);
  await world.ledger.flush();
  const subjects = { teamId: caller.team.id, keyLineageId: caller.key.id };
  const status = await limitStatus({ subjects, timeZone: "UTC", now: new Date() });
  const [charge] = await world.charges(caller.team);
  const used = Object.fromEntries(status.map((one) => [one.unit, Number(one.used)]));
  expect(used).toEqual({ REQUESTS: 1, TOKENS: charge!.tokensIn + charge!.tokensOut });
});

test("an end user's limits follow OpenAI's `user`, and one user's do not touch another's", async () => {
  const caller = await world.caller();
  await limit(caller, { scope: "END_USER", amount: 1n });
  const by = (user?: string) => world.post(caller, ask(caller.model, "x", user ? { user } : {}));
  expect((await by("ann")).status).toBe(200);
  const refused = await by("ann");
  expect(refused.status).toBe(429);
  expect((await refused.json()).error.limit.scope).toBe("END_USER");
  expect((await by("bob")).status).toBe(200);
  expect((await by()).status).toBe(200);
  const charges = await world.charges(caller.team);
  expect(new Set(charges.map((row) => row.endUserId)).size).toBe(3);
  expect(charges.filter((row) => row.connectionId !== null)).toHaveLength(2);
});

test("per-minute limits of a key and of an end user", async () => {
  const caller = await world.caller({ key: { rateLimit: 3 }, team: { rateLimit: 2 } });
  const by = (user?: string) => world.post(caller, ask(caller.model, "x", user ? { user } : {}));
  const first = await by("ann");
  expect(first.headers.get("x-ratelimit-limit-requests")).toBe("2");
  expect(first.headers.get("x-ratelimit-reset-requests")).toMatch(/^\d+s$/);
  expect((await by("ann")).status).toBe(200);
  const refused = await by("ann");
  expect(refused.status).toBe(429);
  expect((await refused.json()).error).toMatchObject({ code: "rate_limit_exceeded", type: "requests" });
  expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(60);
  const key = await by();
  expect(key.status).toBe(429);
  expect((await key.json()).error.message).toContain("key");
});

test("the context window is respected, counted in tokens and not in bytes", async () => {
  const caller = await world.caller({ model: { baseUrl: world.sandbox.providerBaseUrl, contextWindow: 1_000 } });
  const send = (content: string) =>
    world.post(caller, { model: caller.model, messages: [{ role: "user", content: `${content} [[say:ok]]` }] });
  expect((await send("word ".repeat(700))).status).toBe(200);
  const refused = await send("word ".repeat(1_500));
  expect(refused.status).toBe(400);
  expect((await refused.json()).error).toMatchObject({ code: "context_length_exceeded", param: "messages" });
  expect(world.calls(caller.upstream)).toHaveLength(1);
});
