import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { completeTurn, type TurnOptions } from "#lib/chat/complete.ts";
import { loadTeamConfig } from "#lib/teams/load-team-config.ts";
import { limitStatus } from "#lib/usage/limit-status.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { type Caller, type GatewayWorld, openGatewayWorld } from "./gateway-world.ts";

let world: GatewayWorld;

beforeAll(async () => {
  world = await openGatewayWorld();
});
afterAll(() => world.close());

const turn = async (caller: Caller, content: string, more: Partial<TurnOptions> = {}) =>
  completeTurn({
    config: await loadTeamConfig(caller.team.id),
    subjects: { teamId: caller.team.id },
    modelId: caller.model,
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content },
    ],
    channel: "telegram",
    idempotencyKey: randomUUID(),
    now: new Date(),
    ...more,
  });

/** What calls that still run, or were forgotten, hold of the team's requests. */
async function reserved(caller: Caller): Promise<number> {
  await world.ledger.flush();
  const [status] = await limitStatus({ subjects: { teamId: caller.team.id }, timeZone: "UTC", now: new Date() });
  return Number(status?.reserved);
}

test("a turn streams, is charged when it is settled, and once however often", async () => {
  const caller = await world.caller();
  const deltas: string[] = [];
  const result = await turn(caller, "[[say:Grüße, 世界]]", { onDelta: (text) => deltas.push(text) });
  if (!result.ok) throw new Error(result.reason);
  expect(result).toMatchObject({ text: "Grüße, 世界", model: caller.model, limits: [] });
  expect(result.chain).toEqual([`${caller.model}@${result.providerName}`]);
  expect(deltas.at(-1)).toBe(result.text);
  expect(deltas.every((text) => result.text.startsWith(text))).toBe(true);
  expect(await world.charges(caller.team)).toEqual([]);
  result.settle();
  result.settle();
  const [call] = world.calls(caller.upstream);
  expect(await world.charges(caller.team)).toMatchObject([
    {
      channel: "telegram",
      status: "OK",
      tokensIn: call!.promptTokens,
      tokensOut: call!.completionTokens,
      costNano: result.costNano,
    },
  ]);
});

test("a turn settled twice under one idempotency key, as after a crash, is charged once", async () => {
  const caller = await world.caller();
  const idempotencyKey = randomUUID();
  for (let run = 0; run < 2; run += 1) {
    const result = await turn(caller, "[[say:again]]", { idempotencyKey });
    if (result.ok) result.settle();
  }
  expect(await world.charges(caller.team)).toHaveLength(1);
});

test("a turn that cannot be written is released: nothing charged, nothing held", async () => {
  const caller = await world.caller();
  await createLimit({ teamId: caller.team.id, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 1n }, new Date());
  const first = await turn(caller, "[[say:a]]");
  if (!first.ok) throw new Error(first.reason);
  expect(await turn(caller, "[[say:b]]")).toMatchObject({ ok: false, reason: "quota", violated: { scope: "TEAM" } });
  first.release();
  const second = await turn(caller, "[[say:c]]");
  if (!second.ok) throw new Error(second.reason);
  expect(second.limits).toMatchObject([{ unit: "REQUESTS", remaining: 0n }]);
  second.settle();
  expect(await world.charges(caller.team)).toHaveLength(1);
  await expect.poll(() => reserved(caller), { timeout: 5_000 }).toBe(0);
});

test("refusals come as reasons with words", async () => {
  const unpriced = await world.caller({ model: { inputPrice: null } });
  expect(await turn(unpriced, "hi")).toMatchObject({ ok: false, reason: "unpriced" });
  const caller = await world.caller();
  const missing = await turn(caller, "hi", { modelId: "no/such" });
  expect(missing).toMatchObject({ ok: false, reason: "model_not_available" });
  expect(!missing.ok && "message" in missing && missing.message).toContain(caller.model);
  world.addFault({ status: 403, message: "secret-body", model: caller.upstream });
  const failed = await turn(caller, "hi");
  expect(failed).toMatchObject({ ok: false, reason: "provider" });
  expect(JSON.stringify(failed)).not.toContain("secret-body");
  expect(await world.charges(caller.team)).toEqual([]);
});

test("given up before the first byte: nothing; in mid-answer: what was produced", async () => {
  world.sandbox.provider.settings.chunkDelayMs = 10;
  const caller = await world.caller();
  await createLimit(
    { teamId: caller.team.id, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 10n },
    new Date(),
  );
  expect(await turn(caller, "x", { signal: AbortSignal.abort() })).toMatchObject({ ok: false, reason: "provider" });
  expect(await world.charges(caller.team)).toEqual([]);

  const leaving = new AbortController();
  const result = await turn(caller, "[[words:2000]]", {
    signal: leaving.signal,
    onDelta: (text) => text.length > 100 && leaving.abort(),
  });
  world.sandbox.provider.settings.chunkDelayMs = 0;
  expect(result.ok).toBe(false);
  const charges = await world.charges(caller.team);
  expect(charges).toMatchObject([{ status: "PARTIAL" }]);
  expect(charges[0]!.tokensOut).toBeGreaterThan(10);
  expect(charges[0]!.tokensOut).toBeLessThan(200);
  await expect.poll(() => reserved(caller), { timeout: 5_000 }).toBe(0);
});

test("the provider drops in mid-answer: charged as PARTIAL, reported as the provider's", async () => {
  world.sandbox.provider.settings.chunkDelayMs = 2;
  const caller = await world.caller();
  world.addFault({ dropAfterChunks: 4, model: caller.upstream });
  expect(await turn(caller, "[[words:100]]")).toMatchObject({ ok: false, reason: "provider" });
  world.sandbox.provider.settings.chunkDelayMs = 0;
  expect(await world.charges(caller.team)).toMatchObject([{ status: "PARTIAL", tokensOut: 16 }]);
});

test("a turn repeated after its provider dropped is charged for both: what broke off, and once the whole answer", async () => {
  const caller = await world.caller();
  const idempotencyKey = randomUUID();
  for (const dropped of [true, true, false, false]) {
    if (dropped) world.addFault({ dropAfterChunks: 4, model: caller.upstream });
    const result = await turn(caller, "[[words:100]]", { idempotencyKey });
    expect(result.ok).toBe(!dropped);
    if (result.ok) result.settle();
  }
  const charges = await world.charges(caller.team);
  expect(charges.map(({ status }) => status).sort()).toEqual(["OK", "PARTIAL", "PARTIAL"]);
  expect(charges.find(({ status }) => status === "OK")).toMatchObject({ idempotencyKey });
});
