import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import type { Tally } from "./caller.ts";
import { type Caller, spawnCaller } from "./spawn-caller.ts";
import { countRows, expectReconciled, newJournalDir, reservedOf } from "./usage-world.ts";

let callers: Caller[];

beforeAll(async () => {
  const journalDir = newJournalDir();
  callers = await Promise.all([spawnCaller({ journalDir }), spawnCaller({ journalDir })]);
});

afterAll(async () => {
  await Promise.all(callers.map((caller) => caller.run({ op: "stop" })));
  await closeInfra();
});

type Unit = "REQUESTS" | "TOKENS" | "COST";
const PER_CALL = { REQUESTS: 1n, TOKENS: 120n, COST: 250_000n } as const;

async function raceFor(options: {
  unit: Unit;
  left: number;
  calls: number;
  concurrency: number;
  holdMs: number;
  releaseEvery?: number;
}) {
  const { unit, left, ...race } = options;
  const team = await createTeam();
  const now = new Date();
  // A little more than a whole number of calls: the rest must stay unused.
  const rest = PER_CALL[unit] / 2n;
  await createLimit(
    { teamId: team.id, scope: "TEAM", unit, window: "DAY", amount: BigInt(left) * PER_CALL[unit] + rest },
    now,
  );
  const call = { teamId: team.id, tokens: 120, costNano: "250000", now: now.toISOString() };
  const tallies = await Promise.all(callers.map((caller) => caller.run<Tally>({ op: "race", call, ...race })));
  const granted = tallies.reduce((sum, tally) => sum + tally.granted, 0);
  return { team, granted, tallies };
}

const SEEDS = [1, 2, 3];

test.each(["REQUESTS", "TOKENS", "COST"] as const)(
  "200 concurrent calls over two processes with 10 left dispatch exactly 10: %s",
  { timeout: 60_000 },
  async (unit) => {
    for (const _seed of SEEDS) {
      const { team, granted } = await raceFor({ unit, left: 10, calls: 100, concurrency: 100, holdMs: 3 });
      expect(granted).toBe(10);
      await expect.poll(() => countRows(team.id)).toBe(10);
      await expect.poll(() => reservedOf(team.id), { timeout: 15_000 }).toEqual(["0", "0", "0"]);
      await expectReconciled(team.id);
    }
  },
);

test.each([
  ["REQUESTS", 700],
  ["TOKENS", 700],
  ["COST", 700],
] as const)("a long race with leases in hand ends at exactly the cap: %s", { timeout: 60_000 }, async (unit, left) => {
  const { team, granted, tallies } = await raceFor({ unit, left, calls: 600, concurrency: 20, holdMs: 2 });
  expect(tallies.every((tally) => tally.granted > 0)).toBe(true);
  expect(granted).toBe(left);
  await expect.poll(() => countRows(team.id)).toBe(left);
  await expect.poll(() => reservedOf(team.id), { timeout: 15_000 }).toEqual(["0", "0", "0"]);
  await expectReconciled(team.id);
});

test("released calls give their units to others, and the cap is still exact", { timeout: 60_000 }, async () => {
  const race = { calls: 400, concurrency: 16, holdMs: 2, releaseEvery: 5 };
  const { team, granted } = await raceFor({ unit: "REQUESTS", left: 300, ...race });
  expect(granted).toBe(300);
  await expect.poll(() => reservedOf(team.id), { timeout: 15_000 }).toEqual(["0", "0", "0"]);
  await expectReconciled(team.id);
});

test("several limits at once: each is exact, and a refusal by one takes nothing from another", {
  timeout: 60_000,
}, async () => {
  const team = await createTeam();
  const teamId = team.id;
  const now = new Date();
  await createLimit({ teamId, scope: "TEAM", unit: "REQUESTS", window: "MONTH", amount: 250n }, now);
  await createLimit({ teamId, scope: "KEY", unit: "TOKENS", window: "DAY", amount: 100n * 120n }, now);
  await createLimit({ teamId, scope: "END_USER", unit: "COST", window: "DAY", amount: 10_000n * 250_000n }, now);
  const race = async (calls: number) => {
    const tallies = await Promise.all(
      callers.flatMap((caller) =>
        keys.map((keyLineageId) => {
          const call = { teamId, keyLineageId, endUserId, tokens: 120, costNano: "250000", now: now.toISOString() };
          return caller.run<Tally>({ op: "race", call, calls, concurrency: 10, holdMs: 2 });
        }),
      ),
    );
    return tallies.reduce((sum, tally) => sum + tally.granted, 0);
  };
  const keys = [randomUUID(), randomUUID()];
  const endUserId = randomUUID();
  // Two keys of 100 calls each, then two fresh ones that find 50 left of the team's 250.
  expect(await race(150)).toBe(200);
  keys.splice(0, 2, randomUUID(), randomUUID());
  expect(await race(100)).toBe(50);
  await expect.poll(() => countRows(teamId)).toBe(250);
  await expect.poll(() => reservedOf(teamId), { timeout: 15_000 }).toEqual(["0", "0", "0"]);
  await expectReconciled(teamId);
});

test("units that another process holds unspent are called back", { timeout: 60_000 }, async () => {
  const team = await createTeam();
  const now = new Date();
  await createLimit({ teamId: team.id, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 1_000n }, now);
  const call = { teamId: team.id, now: now.toISOString() };
  const [first, second] = callers as [Caller, Caller];
  const before = await first.run<Tally>({ op: "race", call, calls: 900, concurrency: 8, holdMs: 0 });
  const after = await second.run<Tally>({ op: "race", call, calls: 200, concurrency: 8, holdMs: 0 });
  expect([before.granted, after.granted]).toEqual([900, 100]);
  expect(await getDb().usageCounter.findMany({ where: { teamId: team.id } })).toHaveLength(1);
});
