import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { type Ledger, type Subjects, startLedger } from "#lib/usage/ledger.ts";
import { limitHistory } from "#lib/usage/limit-history.ts";
import { limitStatus } from "#lib/usage/limit-status.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { limitsNearEnd } from "#lib/usage/limits-near-end.ts";
import { revokeTopUp } from "#lib/usage/revoke-top-up.ts";
import { topUpLimit } from "#lib/usage/top-up-limit.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import type { Tally } from "./caller.ts";
import { type Caller, spawnCaller } from "./spawn-caller.ts";
import { countRows, expectReconciled, newJournalDir, reservedOf, usageFacts } from "./usage-world.ts";

const actor = { type: "system", id: null, label: "ada@example.test" } as const;
const NOW = new Date("2026-05-20T12:00:00Z");
let ledger: Ledger;
let callers: Caller[];

beforeAll(async () => {
  const journalDir = newJournalDir();
  [ledger, ...callers] = await Promise.all([
    startLedger({ journalDir: newJournalDir() }),
    spawnCaller({ journalDir }),
    spawnCaller({ journalDir }),
  ]);
});

afterAll(async () => {
  await Promise.all(callers.map((caller) => caller.run({ op: "stop" })));
  await ledger.stop();
  await closeInfra();
});

async function charge(subjects: Subjects, now: Date, timeZone = "UTC"): Promise<boolean> {
  const result = await ledger.reserve({ subjects, estimate: { tokens: 0, costNano: 0n }, timeZone, now });
  if (result.ok) ledger.settle(result.reservation, usageFacts({ idempotencyKey: randomUUID() }));
  return result.ok;
}

async function grantedOf(subjects: Subjects, calls: number, now: Date, timeZone = "UTC"): Promise<number> {
  let granted = 0;
  for (let n = 0; n < calls; n += 1) if (await charge(subjects, now, timeZone)) granted += 1;
  return granted;
}

async function limitedTeam(
  amount: bigint,
  options: { timeZone?: string; window?: "DAY" | "MONTH"; since?: Date } = {},
) {
  const { timeZone = "UTC", window = "DAY", since = NOW } = options;
  const { id: teamId } = await createTeam({ timeZone });
  const limit = await createLimit({ teamId, scope: "TEAM", unit: "REQUESTS", window, amount, softPercent: 80 }, since);
  const topUp = (more: bigint, now: Date) =>
    topUpLimit({ teamId, limitId: limit.id, amount: more, reason: null, actor, now });
  return { teamId, limit, topUp };
}

test("two processes race for the last units of a topped-up limit: exactly those, and none before they hear of it", {
  timeout: 30_000,
}, async () => {
  const now = new Date();
  const { teamId, limit, topUp } = await limitedTeam(40n);
  const call = { teamId, now: now.toISOString() };
  const race = async () => {
    const tallies = await Promise.all(
      callers.map((caller) =>
        caller.run<Tally>({ op: "race", call, calls: 60, concurrency: 60, holdMs: 3, releaseEvery: 7 }),
      ),
    );
    return tallies.reduce((sum, tally) => sum + tally.granted, 0);
  };
  let granted = 0;
  // On a busy machine a caller may be refused what the other process has just given back: then it asks again.
  const raceAgain = async () => {
    granted += await race();
    return granted;
  };
  await expect.poll(raceAgain, { timeout: 8_000 }).toBe(40);
  expect(await race()).toBe(0);
  await topUp(9n, now);
  const { id: topUpId } = await topUp(4n, now);
  await expect.poll(raceAgain, { timeout: 8_000 }).toBe(53);
  // Taken back, it gives nothing more, and what was used of it stays used.
  await revokeTopUp({ teamId, limitId: limit.id, topUpId, actor, now });
  await topUp(3n, now);
  expect(await race()).toBe(0);
  await topUp(5n, now);
  await expect.poll(raceAgain, { timeout: 8_000 }).toBe(57);
  await expect.poll(() => countRows(teamId)).toBe(57);
  await expect.poll(() => reservedOf(teamId), { timeout: 15_000 }).toEqual(["0", "0", "0"]);
  await expectReconciled(teamId);
});

test.each([
  ["a day of 25 hours", "Europe/Berlin", "DAY", "2026-10-24T22:10:00Z", "2026-10-25T22:59:59.999Z"],
  ["a day of 23 hours", "Europe/Berlin", "DAY", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59.999Z"],
  [
    "the end of a month with a change of clocks",
    "Europe/Berlin",
    "MONTH",
    "2026-03-05T12:00:00Z",
    "2026-03-31T21:59:59.999Z",
  ],
  ["a leap day", "UTC", "MONTH", "2028-02-01T00:00:00Z", "2028-02-29T23:59:59.999Z"],
] as const)("a top-up ends with its window: %s", async (_name, timeZone, window, from, to) => {
  const [first, last] = [new Date(from), new Date(to)];
  const next = new Date(last.getTime() + 1);
  const { teamId, limit, topUp } = await limitedTeam(2n, { timeZone, window, since: first });
  const count = (at: Date) => grantedOf({ teamId }, 3, at, timeZone);
  expect(await count(first)).toBe(2);
  expect((await topUp(3n, first)).windowEnd).toEqual(next);
  expect([await charge({ teamId }, first, timeZone), await count(last)]).toEqual([true, 2]);
  expect(await count(next)).toBe(2);
  await ledger.flush();
  const at = async (now: Date) => (await limitStatus({ subjects: { teamId }, timeZone, now }))[0];
  expect(await at(last)).toMatchObject({ amount: 5n, used: 5n, remaining: 0n, resetsAt: next });
  expect(await at(next)).toMatchObject({ amount: 2n, used: 2n, remaining: 0n });
  const { windows } = await limitHistory({ limit, now: next });
  expect(windows).toMatchObject([{ end: next, amount: "5", toppedUp: "3", used: "5", subjects: 1, reached: 1 }]);
  await expectReconciled(teamId);
});

test("of a limit for each key, everyone's is raised, and an exception is not", async () => {
  const { id: teamId } = await createTeam({ timeZone: "UTC" });
  const general = { teamId, scope: "KEY", unit: "REQUESTS", window: "DAY" } as const;
  const { id: limitId } = await createLimit({ ...general, amount: 1n }, NOW);
  const special = randomUUID();
  await getDb().limit.create({ data: { ...general, subjectId: special, amount: 1n } });
  await topUpLimit({ teamId, limitId, amount: 2n, reason: "Launch", actor, now: NOW });
  const granted = [];
  for (const keyLineageId of [randomUUID(), randomUUID(), special]) {
    granted.push(await grantedOf({ teamId, keyLineageId }, 4, NOW));
  }
  expect(granted).toEqual([3, 3, 1]);
});

test("the soft alert and the overview measure against what was topped up", async () => {
  const { teamId, limit, topUp } = await limitedTeam(10n);
  await topUp(10n, NOW);
  const alerts = () => getDb().limitAlert.count({ where: { limitId: limit.id } });
  await grantedOf({ teamId }, 15, NOW);
  await ledger.flush();
  expect(await alerts()).toBe(0);
  expect(await limitsNearEnd({ teamIds: [teamId], now: NOW })).toMatchObject([
    { amount: "20", used: "15", percent: 75 },
  ]);
  await charge({ teamId }, NOW);
  await ledger.flush();
  expect(await alerts()).toBe(1);
});

test("top-ups are audited, and refused with a reason", async () => {
  const { teamId, limit, topUp } = await limitedTeam(2n);
  const other = await limitedTeam(2n);
  await expect(topUp(0n, NOW)).rejects.toMatchObject({ errors: [{ path: "amount" }] });
  await expect(topUp(9_223_372_036_854_775_806n, NOW)).rejects.toMatchObject({ errors: [{ path: "amount" }] });
  const { id: topUpId } = await topUp(7n, NOW);
  const revoke = (o: object) => revokeTopUp({ teamId, limitId: limit.id, topUpId, actor, now: NOW, ...o });
  await expect(revoke({ teamId: other.teamId })).rejects.toMatchObject({ code: "not_found" });
  await expect(revoke({ teamId: other.teamId, limitId: other.limit.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(revoke({ now: new Date("2026-05-21T00:00:00Z") })).rejects.toMatchObject({ code: "conflict" });
  await revoke({});
  await expect(revoke({})).rejects.toMatchObject({ code: "not_found" });
  const entries = await getDb().auditEntry.findMany({ where: { teamId, targetId: limit.id }, orderBy: { id: "asc" } });
  expect(entries.map(({ action }) => action)).toEqual(["limit.create", "limit.top_up", "limit.revoke_top_up"]);
  expect(entries[1]?.after).toMatchObject({ amount: "7", windowEnd: "2026-05-21T00:00:00.000Z" });
});
