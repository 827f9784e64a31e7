import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { startLedger } from "#lib/usage/ledger.ts";
import { limitStatus } from "#lib/usage/limit-status.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { replayJournals } from "#lib/usage/replay-journals.ts";
import { sweepUsage } from "#lib/usage/sweep.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { spawnCaller } from "#tests/integration/usage/spawn-caller.ts";
import { countRows, expectReconciled, newJournalDir, reservedOf } from "#tests/integration/usage/usage-world.ts";

afterAll(closeInfra);

async function limitedTeam(): Promise<string> {
  const { id: teamId } = await createTeam();
  const limit = { teamId, scope: "TEAM", window: "DAY" } as const;
  await createLimit({ ...limit, unit: "TOKENS", amount: 100_000n }, new Date());
  await createLimit({ ...limit, unit: "REQUESTS", amount: 1_000n }, new Date());
  return teamId;
}

const used = async (teamId: string) =>
  (await limitStatus({ subjects: { teamId }, timeZone: "UTC", now: new Date() })).map(({ unit, used, reserved }) => [
    unit,
    used,
    reserved,
  ]);

test("killed between settle and flush: every charge is there after the next start, once", async () => {
  const journalDir = newJournalDir();
  const teamId = await limitedTeam();
  const victim = await spawnCaller({ journalDir });
  const call = { teamId, tokens: 10, costNano: "100", now: new Date().toISOString() };
  expect(await victim.run({ op: "reserve", call, calls: 50, interruptible: false })).toBe(50);
  await victim.run({ op: "settleAndDie", key: "turn" }).catch(() => {});
  await victim.died();
  expect(await countRows(teamId)).toBe(0);
  const [dir] = readdirSync(journalDir);
  // Killed in the middle of a write, as far as a reader can tell.
  appendFileSync(join(journalDir, dir ?? "", "0.journal"), '{"t":"row","row":{"teamId":"');

  const ledger = await startLedger({ journalDir });
  expect(await countRows(teamId)).toBe(50);
  expect(await reservedOf(teamId)).toEqual(["0", "0", "0"]);
  expect(await used(teamId)).toEqual([
    ["REQUESTS", 50n, 0n],
    ["TOKENS", 500n, 0n],
  ]);
  await expectReconciled(teamId);
  await ledger.stop();
  expect(readdirSync(journalDir)).toEqual([]);
});

test("killed between reserve and settle: the sweeper closes it, without a leak or a charge", async () => {
  const journalDir = newJournalDir();
  const teamId = await limitedTeam();
  const victim = await spawnCaller({ journalDir });
  const call = { teamId, tokens: 10, now: new Date().toISOString() };
  await victim.run({ op: "reserve", call, calls: 20, interruptible: false });
  expect((await reservedOf(teamId)).slice(0, 2)).not.toContain("0");
  await victim.kill();
  await sweepUsage({ now: new Date(), journalDir });
  expect(await reservedOf(teamId)).toEqual(["0", "0", "0"]);
  expect(await countRows(teamId)).toBe(0);
  await expectReconciled(teamId);
});

test("killed in mid-call: an interruptible call is charged as reserved, once, as INTERRUPTED", async () => {
  const journalDir = newJournalDir();
  const teamId = await limitedTeam();
  const victim = await spawnCaller({ journalDir });
  const call = { teamId, tokens: 120, costNano: "777", now: new Date().toISOString() };
  await victim.run({ op: "reserve", call, calls: 3, interruptible: true });
  await victim.kill();
  // Two sweepers at once, and one more: the journal goes to one of them.
  await Promise.all([replayJournals({ journalDir }), replayJournals({ journalDir })]);
  await sweepUsage({ now: new Date(), journalDir });
  const rows = await getDb().usageRecord.findMany({ where: { teamId } });
  expect(rows.map((row) => [row.status, row.tokensIn + row.tokensOut, row.costNano])).toEqual(
    Array.from({ length: 3 }, () => ["INTERRUPTED", 120, 777n]),
  );
  expect(await used(teamId)).toEqual([
    ["REQUESTS", 3n, 0n],
    ["TOKENS", 360n, 0n],
  ]);
  await expectReconciled(teamId);
});

test("a process without a trace is swept once its heartbeat has lapsed", async () => {
  const teamId = await limitedTeam();
  const victim = await spawnCaller({ journalDir: newJournalDir() });
  const call = { teamId, tokens: 10, now: new Date().toISOString() };
  await victim.run({ op: "reserve", call, calls: 5, interruptible: false });
  await victim.kill();
  await sweepUsage({ now: new Date() });
  expect(await reservedOf(teamId)).not.toEqual(["0", "0", "0"]);
  const holders = await getDb().quotaLease.findMany({ where: { counter: { teamId } } });
  await getDb().quotaHolder.updateMany({
    where: { id: { in: holders.map((lease) => lease.holder) } },
    data: { expiresAt: new Date(0) },
  });
  await Promise.all([sweepUsage({ now: new Date() }), sweepUsage({ now: new Date() })]);
  expect(await reservedOf(teamId)).toEqual(["0", "0", "0"]);
  await expectReconciled(teamId);
});

test("a clean stop leaves nothing reserved and no journal", async () => {
  const journalDir = newJournalDir();
  const teamId = await limitedTeam();
  const caller = await spawnCaller({ journalDir });
  const call = { teamId, tokens: 10, now: new Date().toISOString() };
  await caller.run({ op: "race", call, calls: 300, concurrency: 10, holdMs: 0 });
  await caller.run({ op: "stop" });
  expect(await countRows(teamId)).toBe(300);
  expect(await reservedOf(teamId)).toEqual(["0", "0", "0"]);
  expect(readdirSync(journalDir)).toEqual([]);
  await expectReconciled(teamId);
});
