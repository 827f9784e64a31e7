import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb, getPool } from "#lib/infra/db.ts";
import { ensureCounters } from "#lib/usage/ensure-counters.ts";
import { reconcile } from "#lib/usage/reconcile.ts";
import { usageReport, usageTotals } from "#lib/usage/report.ts";
import { rollUp } from "#lib/usage/roll-up.ts";
import { sweepUsage } from "#lib/usage/sweep.ts";
import type { UsageRow } from "#lib/usage/usage-row.ts";
import { windowOf } from "#lib/usage/window.ts";
import { writeBatch } from "#lib/usage/write-batch.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createEndUser } from "#tests/factories/create-end-user.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { expectReconciled } from "./usage-world.ts";

afterAll(closeInfra);

function row(overrides: Partial<UsageRow> & { teamId: string }): UsageRow {
  const occurredAt = overrides.occurredAt ?? "2026-05-20T12:00:00.000Z";
  return {
    channel: "api",
    model: "test/model",
    tokensIn: 10,
    tokensOut: 5,
    costNano: "1000",
    latencyMs: 100,
    status: "OK",
    idempotencyKey: randomUUID(),
    occurredAt,
    day: occurredAt.slice(0, 10),
    ...overrides,
  };
}

const write = (rows: UsageRow[]) => writeBatch({ rows, lowered: [] });
const MAY = { from: "2026-05-01", to: "2026-05-31" };

describe("rollups", () => {
  test("racers share the rows, and none is added twice", async () => {
    const teams = await Promise.all([createTeam(), createTeam()]);
    const [one, two] = teams.map((team) => team.id) as [string, string];
    const rows = Array.from({ length: 12_000 }, (_, n) =>
      row({ teamId: n % 3 ? one : two, model: `m${n % 4}`, status: n % 10 ? "OK" : "PARTIAL" }),
    );
    for (let at = 0; at < rows.length; at += 2_000) await write(rows.slice(at, at + 2_000));
    const before = await usageTotals({ teamIds: [one, two], ...MAY });
    await Promise.all([rollUp(), rollUp(), rollUp(), rollUp()]);
    await rollUp();
    const sums = await getDb().usageDaily.aggregate({
      where: { teamId: { in: [one, two] } },
      _sum: { requests: true, tokensIn: true, costNano: true, partials: true },
    });
    expect(sums._sum).toEqual({ requests: 12_000n, tokensIn: 120_000n, costNano: 12_000_000n, partials: 1_200n });
    expect(await usageTotals({ teamIds: [one, two], ...MAY })).toEqual(before);
    // Other files' rows come in meanwhile, so what `rollUp` returns tells nothing of these.
    expect(await getDb().usageRecord.count({ where: { teamId: { in: [one, two] }, rolledUp: false } })).toBe(0);
    await expectReconciled(one);
    await expectReconciled(two);
  });
});

describe("usageReport", () => {
  test("is the same before, during and after a rollup, and names what it groups by", async () => {
    const team = await createTeam();
    const { key } = await createKey(team.id, { name: "Website" });
    const connection = await createConnection(team.id);
    const endUser = await createEndUser({ teamId: team.id, connectionId: connection.id, name: "Lan" });
    const teamId = team.id;
    await write([
      row({ teamId, keyLineageId: key.lineageId, model: "a", costNano: "9007199254740993" }),
      row({ teamId, endUserId: endUser.id, model: "b", channel: "telegram", latencyMs: 300 }),
    ]);
    await rollUp();
    await write([
      row({ teamId, endUserId: endUser.id, model: "b", channel: "telegram", status: "PARTIAL", latencyMs: 500 }),
      row({ teamId, model: "b", occurredAt: "2026-05-31T23:00:00.000Z" }),
      row({ teamId, model: "b", occurredAt: "2026-06-01T00:00:00.000Z" }),
    ]);
    const report = async (groupBy: Parameters<typeof usageReport>[0]["groupBy"]) =>
      (await usageReport({ teamIds: [teamId], ...MAY, groupBy })).map((r) => [r.group, r.label, r.requests]);
    const check = async () => {
      expect(await report("day")).toEqual([
        ["2026-05-20", "2026-05-20", 3],
        ["2026-05-31", "2026-05-31", 1],
      ]);
      expect(await report("model")).toEqual([
        ["a", "a", 1],
        ["b", "b", 3],
      ]);
      expect(await report("key")).toEqual([
        [key.lineageId, "Website", 1],
        [null, "No key", 3],
      ]);
      expect(await report("endUser")).toEqual([
        [null, "No end user", 2],
        [endUser.id, "Lan", 2],
      ]);
      expect(await report("channel")).toEqual([
        ["api", "api", 2],
        ["telegram", "telegram", 2],
      ]);
      expect(await report("team")).toEqual([[teamId, team.displayName, 4]]);
      expect(await usageTotals({ teamIds: [teamId], ...MAY })).toEqual({
        requests: 4,
        tokensIn: 40,
        tokensOut: 20,
        costNano: "9007199254743993",
        latencyMs: 250,
        // Of 100, 100, 300 and 500, from a histogram.
        latencyP50Ms: 102,
        latencyP95Ms: 489,
        partials: 1,
        failures: 0,
        refusals: 0,
        errorRate: 0,
      });
    };
    await check();
    await rollUp();
    await check();
    const telegram = await usageTotals({ teamIds: [teamId], ...MAY, channel: "telegram", endUserId: endUser.id });
    expect(telegram.requests).toBe(2);
    expect(await usageReport({ teamIds: [], ...MAY, groupBy: "day" })).toEqual([]);
  });
});

describe("reconcile", () => {
  test("finds a drift of each kind, and only in the team that has it", async () => {
    const { id: teamId } = await createTeam();
    const { id: other } = await createTeam();
    const now = new Date();
    const window = windowOf({ window: "DAY", timeZone: "UTC", now });
    for (const id of [teamId, other]) {
      await ensureCounters({ teamId: id, keys: [{ scope: "TEAM", subjectId: id, window: "DAY", ...window }] });
      await write([row({ teamId: id, occurredAt: now.toISOString() })]);
    }
    await rollUp();
    await expectReconciled(teamId);
    await getPool().query(
      "UPDATE usage_counters SET used_tokens = used_tokens + 1, reserved_requests = 3 WHERE team_id = $1",
      [teamId],
    );
    await getDb().usageDaily.updateMany({ where: { teamId }, data: { costNano: 999n } });
    const { drifts } = await reconcile({ now: new Date(), teamIds: [teamId, other], since: new Date(0) });
    expect(drifts.map((drift) => [drift.kind, drift.teamId])).toEqual([
      ["counter", teamId],
      ["lease", teamId],
      ["rollup", teamId],
    ]);
    expect(drifts[0]).toMatchObject({ expected: { tokens: "15" }, actual: { tokens: "16" } });
    const run = await getDb().reconciliationRun.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(run.drifts).toHaveLength(3);
    const script = (...teams: string[]) => spawnSync("node", ["scripts/reconcile.ts", ...teams], { encoding: "utf8" });
    const found = script(teamId);
    expect([found.status, found.stderr]).toEqual([1, ""]);
    expect(found.stdout).toContain("tokens 16 instead of 15");
    expect(found.stdout).toContain("3 drifts.");
    expect(script(other).status).toBe(0);
    // Left as it should be for whoever reconciles all teams next.
    await getPool().query("DELETE FROM usage_counters WHERE team_id = $1", [teamId]);
    await getDb().usageDaily.updateMany({ where: { teamId }, data: { costNano: 1000n } });
    await expectReconciled(other);
  });
});

test("counters are seeded right while rows are being inserted", async () => {
  const { id: teamId } = await createTeam();
  const now = new Date("2026-05-20T12:00:00Z");
  const inserting = Promise.all(
    Array.from({ length: 20 }, async () => {
      for (let n = 0; n < 5; n += 1) await write([row({ teamId }), row({ teamId, endUserId: teamId })]);
    }),
  );
  const seeding = (async () => {
    for (const timeZone of ["UTC", "Asia/Tokyo", "Asia/Kathmandu", "America/Lima", "Asia/Ho_Chi_Minh"]) {
      const keys = (["DAY", "MONTH"] as const).flatMap((window) =>
        (["TEAM", "END_USER"] as const).map((scope) => ({
          scope,
          subjectId: teamId,
          window,
          ...windowOf({ window, timeZone, now }),
        })),
      );
      await Promise.all([ensureCounters({ teamId, keys }), ensureCounters({ teamId, keys })]);
    }
  })();
  await Promise.all([inserting, seeding]);
  expect(await getDb().usageCounter.count({ where: { teamId } })).toBe(20);
  await expectReconciled(teamId);
});

test("the sweeper removes counters long after their window, and nothing else", async () => {
  const { id: teamId } = await createTeam();
  const count = () => getDb().usageCounter.count({ where: { teamId } });
  const now = new Date("2020-05-20T12:00:00Z");
  const window = windowOf({ window: "DAY", timeZone: "UTC", now });
  await ensureCounters({ teamId, keys: [{ scope: "TEAM", subjectId: teamId, window: "DAY", ...window }] });
  await sweepUsage({ now: new Date("2020-06-20T00:00:00Z") });
  expect(await count()).toBe(1);
  await sweepUsage({ now: new Date("2020-07-20T00:00:00Z") });
  expect(await count()).toBe(0);
});
