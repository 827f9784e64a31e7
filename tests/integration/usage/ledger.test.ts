import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb, getPool } from "#lib/infra/db.ts";
import { getLedger, type Ledger, type ReserveResult, type Subjects, startLedger } from "#lib/usage/ledger.ts";
import { limitStatus } from "#lib/usage/limit-status.ts";
import { createLimit, deleteLimit, listLimits, updateLimit } from "#lib/usage/limits.ts";
import { limitsNearEnd } from "#lib/usage/limits-near-end.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import type { Tally } from "./caller.ts";
import { spawnCaller } from "./spawn-caller.ts";
import { countRows, expectReconciled, newJournalDir, reservedOf, usageFacts } from "./usage-world.ts";

let ledger: Ledger;
const NOW = new Date("2026-05-20T12:00:00Z");

beforeAll(async () => {
  ledger = await startLedger({ journalDir: newJournalDir() });
});

afterAll(async () => {
  await ledger.stop();
  await closeInfra();
});

function reserve(subjects: Subjects, tokens = 0, now = NOW, timeZone = "UTC"): Promise<ReserveResult> {
  return ledger.reserve({ subjects, estimate: { tokens, costNano: BigInt(tokens) * 1_000n }, timeZone, now });
}

async function charge(subjects: Subjects, tokens = 0, now = NOW, timeZone = "UTC"): Promise<ReserveResult> {
  const result = await reserve(subjects, tokens, now, timeZone);
  if (result.ok) {
    const facts = { idempotencyKey: randomUUID(), tokensOut: tokens, costNano: BigInt(tokens) * 1_000n };
    ledger.settle(result.reservation, usageFacts(facts));
  }
  return result;
}

const status = (teamId: string, now = NOW, timeZone = "UTC") => limitStatus({ subjects: { teamId }, timeZone, now });

describe("reserve", () => {
  test("a team without limits needs no database, and is charged", async () => {
    const { id: teamId } = await createTeam();
    expect((await charge({ teamId }, 7)).ok).toBe(true);
    const quick = ledger.tryReserve({
      subjects: { teamId },
      estimate: { tokens: 1, costNano: 1n },
      timeZone: "UTC",
      now: NOW,
    });
    expect(quick).toMatchObject({ ok: true, limits: [] });
    await ledger.flush();
    const row = await getDb().usageRecord.findFirstOrThrow({ where: { teamId } });
    expect(row).toMatchObject({ tokensIn: 0, tokensOut: 7, costNano: 7_000n, status: "OK", occurredAt: NOW });
    expect(await getDb().usageCounter.count({ where: { teamId } })).toBe(0);
  });

  test("takes from all limits or from none, and names the violated one", async () => {
    const { id: teamId } = await createTeam();
    const endUserId = randomUUID();
    await createLimit({ teamId, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 100n }, NOW);
    await createLimit({ teamId, scope: "END_USER", unit: "TOKENS", window: "MONTH", amount: 50n }, NOW);
    expect((await charge({ teamId, endUserId }, 40)).ok).toBe(true);
    // Until it is written, what was charged counts as reserved.
    await ledger.flush();
    const refused = await reserve({ teamId, endUserId }, 11);
    expect(refused).toMatchObject({
      ok: false,
      violated: {
        scope: "END_USER",
        unit: "TOKENS",
        amount: 50n,
        used: 40n,
        remaining: 10n,
        resetsAt: new Date("2026-06-01T00:00:00Z"),
      },
      retryAfterSeconds: 11.5 * 86_400,
    });
    if (refused.ok) return;
    expect(refused.limits).toHaveLength(2);
    // Another end user has an allowance of their own; the team's limit was not touched by the refused call.
    expect((await charge({ teamId, endUserId: randomUUID() }, 50)).ok).toBe(true);
    await ledger.flush();
    await expect.poll(() => reservedOf(teamId), { timeout: 15_000 }).toEqual(["0", "0", "0"]);
    expect(await status(teamId)).toMatchObject([{ used: 2n, remaining: 98n }]);
    await expectReconciled(teamId);
  });

  test("a limit for one subject replaces the general one", async () => {
    const { id: teamId } = await createTeam();
    const keyLineageId = randomUUID();
    const general = { teamId, unit: "REQUESTS", window: "DAY", scope: "KEY" } as const;
    await createLimit({ ...general, amount: 1n }, NOW);
    await getDb().limit.create({ data: { ...general, subjectId: keyLineageId, amount: 3n } });
    const outcomes = [];
    for (let n = 0; n < 4; n += 1) outcomes.push((await charge({ teamId, keyLineageId })).ok);
    expect(outcomes).toEqual([true, true, true, false]);
    const other = { teamId, keyLineageId: randomUUID() };
    expect([(await charge(other)).ok, (await charge(other)).ok]).toEqual([true, false]);
    // Without a key, limits of keys don't apply.
    expect((await charge({ teamId })).ok).toBe(true);
  });

  test("a limit added to a team with history counts that window's real usage, in any time zone", async () => {
    const { id: teamId } = await createTeam();
    await charge({ teamId }, 30, new Date("2026-05-19T20:00:00Z"));
    await charge({ teamId }, 5, new Date("2026-05-20T01:00:00Z"));
    await charge({ teamId }, 100, new Date("2026-04-30T12:00:00Z"));
    await ledger.flush();
    await createLimit({ teamId, scope: "TEAM", unit: "TOKENS", window: "DAY", amount: 40n }, NOW);
    await createLimit({ teamId, scope: "TEAM", unit: "TOKENS", window: "MONTH", amount: 1_000n }, NOW);
    expect((await status(teamId)).map((limit) => limit.used)).toEqual([5n, 35n]);
    expect((await reserve({ teamId }, 36)).ok).toBe(false);
    // In Tokyo the 20th began at 15:00Z of the 19th.
    expect((await status(teamId, NOW, "Asia/Tokyo")).map((limit) => limit.used)).toEqual([35n, 35n]);
    expect((await reserve({ teamId }, 6, NOW, "Asia/Tokyo")).ok).toBe(false);
    expect((await charge({ teamId }, 5, NOW, "Asia/Tokyo")).ok).toBe(true);
    await ledger.flush();
    expect((await status(teamId)).map((limit) => limit.used)).toEqual([10n, 40n]);
    await expect.poll(() => reservedOf(teamId), { timeout: 15_000 }).toEqual(["0", "0", "0"]);
    await expectReconciled(teamId);
  });

  test("a limit added to a team with history shows as near its end before the next call", async () => {
    const { id: teamId } = await createTeam();
    await charge({ teamId }, 30, NOW);
    await ledger.flush();
    await createLimit({ teamId, scope: "TEAM", unit: "TOKENS", window: "MONTH", amount: 40n }, NOW);
    expect(await limitsNearEnd({ teamIds: [teamId], now: NOW })).toMatchObject([{ used: "30", percent: 75 }]);
  });

  test("a limit that was added is there, even if its counter could not be opened with it", async () => {
    const { id: teamId } = await createTeam();
    const name = `refuse_${teamId.replaceAll("-", "")}`;
    await getPool().query(`CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.team_id = '${teamId}' THEN RAISE 'no counters today'; END IF; RETURN NEW; END $$`);
    await getPool().query(
      `CREATE TRIGGER ${name} BEFORE INSERT ON usage_counters FOR EACH ROW EXECUTE FUNCTION ${name}()`,
    );
    const limit = { teamId, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 1n } as const;
    const { id } = await createLimit(limit, NOW).finally(() => getPool().query(`DROP FUNCTION ${name} CASCADE`));
    expect(await listLimits(teamId)).toMatchObject([{ id }]);
    expect((await charge({ teamId })).ok).toBe(true);
    expect((await charge({ teamId })).ok).toBe(false);
  });

  test("a window of the time zone that a team has left is not near its end any more", async () => {
    const { id: teamId } = await createTeam();
    await charge({ teamId }, 30, new Date("2026-05-19T20:00:00Z"));
    await charge({ teamId }, 8, NOW);
    await ledger.flush();
    await createLimit({ teamId, scope: "TEAM", unit: "TOKENS", window: "DAY", amount: 10n }, NOW);
    expect(await limitsNearEnd({ teamIds: [teamId], now: NOW })).toMatchObject([{ used: "8" }]);
    await getDb().team.update({ where: { id: teamId }, data: { timeZone: "Asia/Tokyo" } });
    expect(await limitsNearEnd({ teamIds: [teamId], now: NOW })).toEqual([]);
    // In Tokyo the 20th began at 15:00Z of the 19th.
    await status(teamId, NOW, "Asia/Tokyo");
    expect(await limitsNearEnd({ teamIds: [teamId], now: NOW })).toMatchObject([
      { used: "38", resetsAt: new Date("2026-05-20T15:00:00Z") },
    ]);
  });

  test("a zone change that moves only a window's end counts anew", async () => {
    const { id: teamId } = await createTeam();
    await createLimit({ teamId, scope: "TEAM", unit: "REQUESTS", window: "MONTH", amount: 10n }, NOW);
    const march = new Date("2026-03-15T12:00:00Z");
    await charge({ teamId }, 0, march, "Africa/Lagos");
    // March ends an hour earlier in Berlin, whose summer time has begun by then.
    await charge({ teamId }, 0, new Date("2026-03-31T22:30:00Z"), "Africa/Lagos");
    await ledger.flush();
    expect(await status(teamId, march, "Africa/Lagos")).toMatchObject([{ used: 2n }]);
    expect(await status(teamId, march, "Europe/Berlin")).toMatchObject([{ used: 1n }]);
    await expectReconciled(teamId);
  });

  test("a new window begins with nothing used, and old calls stay in theirs", async () => {
    const { id: teamId } = await createTeam();
    await createLimit({ teamId, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 1n }, NOW);
    const late = new Date("2026-05-20T23:59:59.999Z");
    const held = await reserve({ teamId }, 0, late);
    expect((await reserve({ teamId }, 0, late)).ok).toBe(false);
    const next = new Date("2026-05-21T00:00:00Z");
    expect((await charge({ teamId }, 0, next)).ok).toBe(true);
    if (held.ok) ledger.settle(held.reservation, usageFacts({ idempotencyKey: randomUUID() }));
    await ledger.flush();
    const rows = await getDb().usageRecord.findMany({ where: { teamId }, orderBy: { occurredAt: "asc" } });
    expect(rows.map((row) => row.day.toISOString().slice(0, 10))).toEqual(["2026-05-20", "2026-05-21"]);
    await expectReconciled(teamId);
  });

  test("headroom in the answer follows this process's own calls at once", async () => {
    const { id: teamId } = await createTeam();
    await createLimit({ teamId, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 1_000n }, NOW);
    const seen = [];
    for (let n = 0; n < 40; n += 1) {
      const result = await charge({ teamId });
      seen.push(result.limits[0]?.remaining);
    }
    expect(seen).toEqual(Array.from({ length: 40 }, (_, n) => BigInt(999 - n)));
  });
});

describe("settle", () => {
  test("a second settle, of the reservation or of its key, charges nothing more", async () => {
    const { id: teamId } = await createTeam();
    await createLimit({ teamId, scope: "TEAM", unit: "TOKENS", window: "DAY", amount: 1_000n }, NOW);
    const facts = usageFacts({ idempotencyKey: "turn-1", tokensIn: 3, tokensOut: 4 });
    const first = await reserve({ teamId }, 100);
    const second = await reserve({ teamId }, 100);
    if (!first.ok || !second.ok) throw new Error("refused");
    ledger.settle(first.reservation, facts);
    ledger.settle(first.reservation, facts);
    ledger.release(first.reservation);
    ledger.settle(second.reservation, facts);
    await ledger.flush();
    await expect.poll(() => reservedOf(teamId), { timeout: 15_000 }).toEqual(["0", "0", "0"]);
    expect(await status(teamId)).toMatchObject([{ used: 7n, reserved: 0n, remaining: 993n }]);
    expect(await countRows(teamId)).toBe(1);
    await expectReconciled(teamId);
  });

  test("more than estimated is charged as it was, and then nothing more is let in", async () => {
    const { id: teamId } = await createTeam();
    await createLimit({ teamId, scope: "TEAM", unit: "TOKENS", window: "DAY", amount: 100n }, NOW);
    const result = await reserve({ teamId }, 50);
    if (!result.ok) throw new Error("refused");
    ledger.settle(result.reservation, usageFacts({ idempotencyKey: randomUUID(), tokensOut: 130 }));
    await ledger.flush();
    expect(await reserve({ teamId }, 1)).toMatchObject({ ok: false, violated: { used: 130n, remaining: 0n } });
    await expectReconciled(teamId);
  });

  test("a row that the database refuses holds up no other", async () => {
    const { id: teamId } = await createTeam();
    await createLimit({ teamId, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 100n }, NOW);
    for (const roomId of [undefined, "not-a-uuid", undefined]) {
      const result = await reserve({ teamId });
      if (!result.ok) throw new Error("refused");
      ledger.settle(result.reservation, usageFacts({ idempotencyKey: randomUUID(), roomId, tokensOut: 9e12 }));
    }
    await ledger.flush();
    expect(await countRows(teamId)).toBe(2);
    await expect.poll(() => reservedOf(teamId), { timeout: 15_000 }).toEqual(["0", "0", "0"]);
    await expectReconciled(teamId);
  });
});

describe("leases", () => {
  test("an idle process gives back what it holds, and another gets it when it asks", async () => {
    const { id: teamId } = await createTeam();
    await createLimit({ teamId, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 10n }, NOW);
    const other = await spawnCaller({ journalDir: newJournalDir() });
    const held = [];
    for (let n = 0; n < 10; n += 1) held.push(await reserve({ teamId }));
    // Back in this process's hand, unspent.
    for (const result of held) if (result.ok) ledger.release(result.reservation);
    const call = { teamId, now: NOW.toISOString() };
    // A caller waits a third of a second for what others hold; on a busy machine the first ones may ask in vain.
    let granted = 0;
    for (let round = 0; round < 3; round += 1) {
      const tally = await other.run<Tally>({ op: "race", call, calls: 12, concurrency: 12, holdMs: 0 });
      granted += tally.granted;
    }
    expect(granted).toBe(10);
    await other.run({ op: "stop" });
    await ledger.flush();
    expect((await reserve({ teamId })).ok).toBe(false);
    await expect.poll(() => reservedOf(teamId), { timeout: 15_000 }).toEqual(["0", "0", "0"]);
    await expectReconciled(teamId);
  });

  test("a process whose leases were swept starts anew, and its late settle keeps the figures right", async () => {
    const { id: teamId } = await createTeam();
    await createLimit({ teamId, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 100n }, NOW);
    const result = await reserve({ teamId });
    if (!result.ok) throw new Error("refused");
    const { returnLeases } = await import("#lib/usage/return-leases.ts");
    await returnLeases({ holders: [result.reservation.parts[0]?.holder ?? ""] });
    expect(await reservedOf(teamId)).toEqual(["0", "0", "0"]);
    ledger.settle(result.reservation, usageFacts({ idempotencyKey: randomUUID() }));
    await ledger.flush();
    await expectReconciled(teamId);
    // Its heartbeat finds out.
    await expect
      .poll(async () => (await getPool().query("SELECT 1 FROM quota_holders")).rowCount, { timeout: 8_000 })
      .toBeGreaterThan(0);
    expect((await charge({ teamId })).ok).toBe(true);
    await ledger.flush();
    await expect.poll(() => reservedOf(teamId), { timeout: 15_000 }).toEqual(["0", "0", "0"]);
    expect(await status(teamId)).toMatchObject([{ used: 2n }]);
    await expectReconciled(teamId);
  });
});

describe("limits", () => {
  test("a changed limit holds at once, whatever was in hand", async () => {
    const { id: teamId } = await createTeam();
    const created = await createLimit(
      { teamId, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 100_000n },
      NOW,
    );
    for (let n = 0; n < 20; n += 1) await charge({ teamId });
    await updateLimit({ teamId, limitId: created.id, amount: 21n }, NOW);
    expect((await charge({ teamId })).ok).toBe(true);
    expect((await charge({ teamId })).ok).toBe(false);
    await deleteLimit({ teamId, limitId: created.id });
    expect((await charge({ teamId })).ok).toBe(true);
    await ledger.flush();
    await createLimit({ teamId, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 22n }, NOW);
    expect(await reserve({ teamId })).toMatchObject({ ok: false, violated: { used: 22n } });
    await expectReconciled(teamId);
  });

  test("a soft limit raises one alert per subject and window", async () => {
    const { id: teamId } = await createTeam();
    const limit = { teamId, scope: "END_USER", unit: "REQUESTS", window: "DAY", amount: 10n, softPercent: 50 } as const;
    const { id: limitId } = await createLimit(limit, NOW);
    const alerts = () => getDb().limitAlert.count({ where: { limitId } });
    const endUserId = randomUUID();
    for (let n = 0; n < 4; n += 1) await charge({ teamId, endUserId });
    await ledger.flush();
    expect(await alerts()).toBe(0);
    for (let n = 0; n < 5; n += 1) {
      await charge({ teamId, endUserId });
      await ledger.flush();
    }
    expect(await alerts()).toBe(1);
    const near = await limitsNearEnd({ teamIds: [teamId], now: NOW });
    expect(near).toMatchObject([{ limitId, subjectId: endUserId, amount: "10", used: "9", percent: 90 }]);
    const nextDay = new Date("2026-05-21T12:00:00Z");
    for (let n = 0; n < 5; n += 1) await charge({ teamId, endUserId }, 0, nextDay);
    await ledger.flush();
    expect(await alerts()).toBe(2);
  });
});

test("the running ledger is the process's one", () => {
  expect(getLedger()).toBe(ledger);
});
