import { randomInt, randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb, getPool } from "#lib/infra/db.ts";
import { activeEndUsers } from "#lib/usage/active-end-users.ts";
import { type Drift, reconcile } from "#lib/usage/reconcile.ts";
import { rollUp } from "#lib/usage/roll-up.ts";
import { writeBatch } from "#lib/usage/write-batch.ts";
import { createTeam } from "#tests/factories/create-team.ts";

afterAll(closeInfra);

const DAY_MS = 86_400_000;
/** The random turns' days; spans may begin before and end after them. */
const DAYS = 70;

interface Turn {
  teamId: string;
  endUserId: string | undefined;
  day: string;
}

/** A day in a year of its own, which no other test's turns are in: over all teams there are these alone. */
function farDay(): (day: number) => string {
  const first = Date.UTC(1700 + randomInt(250), randomInt(12), 20);
  return (day) => new Date(first + day * DAY_MS).toISOString().slice(0, 10);
}

const write = (turns: Turn[]) =>
  writeBatch({
    rows: turns.map(({ teamId, endUserId, day }) => ({
      ...{ teamId, channel: "api", model: "test/model", tokensIn: 1, tokensOut: 1, costNano: "1", latencyMs: 5 },
      ...{ status: "OK" as const, idempotencyKey: randomUUID(), occurredAt: `${day}T12:00:00.000Z`, day },
      ...(endUserId ? { endUserId } : {}),
    })),
    lowered: [],
  });

/** Between all tables of sums, of these teams, ever. */
async function drifts(teamIds: string[]): Promise<Drift[]> {
  const since = new Date(Date.UTC(1600, 0));
  return (await reconcile({ now: new Date(), teamIds, since })).drifts;
}

/** From the turns themselves. */
function counted(turns: Turn[], span: { from: string; to: string }): number {
  const within = turns.filter(({ endUserId, day }) => endUserId && day >= span.from && day <= span.to);
  return new Set(within.map(({ endUserId }) => endUserId)).size;
}

test("are as many as their turns tell, over all teams and of some, whatever is rolled up", async () => {
  const turn = fc.record({
    team: fc.nat({ max: 2 }),
    user: fc.option(fc.nat({ max: 11 }), { nil: undefined }),
    day: fc.nat({ max: DAYS - 1 }),
  });
  const span = fc.tuple(fc.integer({ min: -5, max: DAYS + 5 }), fc.nat({ max: DAYS }));
  const batches = fc.array(fc.array(turn, { minLength: 1, maxLength: 25 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(batches, fc.array(span, { minLength: 2, maxLength: 2 }), async (drawn, spans) => {
      const dayOf = farDay();
      const teamIds = (await Promise.all([createTeam(), createTeam(), createTeam()])).map(({ id }) => id);
      // An end user is of one team.
      const userIds = teamIds.map(() => Array.from({ length: 12 }, () => randomUUID()));
      const [current, before] = spans.map(([from, days]) => ({ from: dayOf(from), to: dayOf(from + days) })) as [
        { from: string; to: string },
        { from: string; to: string },
      ];
      const turns: Turn[] = [];
      for (const batch of drawn) {
        const written = batch.map(({ team, user, day }) => ({
          teamId: teamIds[team] as string,
          endUserId: user === undefined ? undefined : userIds[team]?.[user],
          day: dayOf(day),
        }));
        await write(written);
        turns.push(...written);
        for (const asked of [undefined, teamIds.slice(0, 1), teamIds.slice(1)]) {
          const ofTeams = turns.filter(({ teamId }) => !asked || asked.includes(teamId));
          const expected = { span: counted(ofTeams, current), before: counted(ofTeams, before) };
          expect(await activeEndUsers({ teamIds: asked, span: current, before })).toEqual(expected);
        }
        await rollUp();
      }
      const all = { from: dayOf(0), to: dayOf(DAYS) };
      expect((await activeEndUsers({ span: all, before: all })).span).toBe(counted(turns, all));
      expect(await drifts(teamIds)).toEqual([]);
    }),
    { numRuns: 12 },
  );
});

test("racing roll-ups give each a number of its own and lose no day", async () => {
  const dayOf = farDay();
  const { id: teamId } = await createTeam();
  const users = Array.from({ length: 400 }, () => randomUUID());
  const turns = Array.from({ length: 12_000 }, (_, n) => ({
    teamId,
    endUserId: users[(n * 7) % users.length],
    day: dayOf(n % 9),
  }));
  for (let at = 0; at < turns.length; at += 2_000) await write(turns.slice(at, at + 2_000));
  await Promise.all([rollUp(), rollUp(), rollUp(), rollUp()]);
  await rollUp();
  expect(await getDb().endUserNumber.count({ where: { teamId } })).toBe(users.length);
  expect(await drifts([teamId])).toEqual([]);
  const span = { from: dayOf(0), to: dayOf(9) };
  expect(await activeEndUsers({ span, before: span })).toEqual({ span: users.length, before: users.length });
});

test("a lost bit is a drift", async () => {
  const dayOf = farDay();
  const { id: teamId } = await createTeam();
  await write([{ teamId, endUserId: randomUUID(), day: dayOf(0) }]);
  await rollUp();
  const { rows } = await getPool().query("SELECT bits::text FROM active_end_users WHERE day = $1", [dayOf(0)]);
  const setBits = (bits: string) =>
    getPool().query("UPDATE active_end_users SET bits = $2::bit(8192) WHERE day = $1", [dayOf(0), bits]);
  await setBits("0".repeat(8192));
  try {
    expect(await drifts([teamId])).toMatchObject([
      {
        ...{ kind: "active", teamId, subject: `active_end_users ${dayOf(0)}` },
        ...{ expected: { requests: "1" }, actual: { requests: "0" } },
      },
    ]);
  } finally {
    await setBits(rows[0].bits);
  }
});
