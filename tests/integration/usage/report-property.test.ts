import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { reconcile } from "#lib/usage/reconcile.ts";
import { usageReport, usageTotals } from "#lib/usage/report.ts";
import { rollUp } from "#lib/usage/roll-up.ts";
import { OTHER_GROUP, usageSeries } from "#lib/usage/usage-series.ts";
import { writeBatch } from "#lib/usage/write-batch.ts";
import { createTeam } from "#tests/factories/create-team.ts";

afterAll(closeInfra);

const DAY_MS = 86_400_000;
const FIRST = Date.parse("2026-02-20");
const dayOf = (day: number) => new Date(FIRST + day * DAY_MS).toISOString().slice(0, 10);
/** The random turns' days, some weeks; ranges may begin before and end after them. */
const DAYS = 40;
/** More than a chart tells apart. */
const GROUPS = 16;

interface Turn {
  teamId: string;
  day: string;
  hour: number;
  model: string;
  channel: string;
  key: string | null;
  user: string | null;
  cost: bigint;
  tokens: number;
  isFailed: boolean;
}

const drawnTurn = fc.record({
  team: fc.nat({ max: 1 }),
  day: fc.nat({ max: DAYS - 1 }),
  hour: fc.nat({ max: 23 }),
  model: fc.nat({ max: GROUPS - 1 }),
  channel: fc.constantFrom("api", "telegram"),
  key: fc.option(fc.nat({ max: GROUPS - 1 }), { nil: null }),
  user: fc.option(fc.nat({ max: GROUPS - 1 }), { nil: null }),
  cost: fc.bigInt({ min: 0n, max: 9_007_199_254_740_993n }),
  tokens: fc.nat({ max: 1_000 }),
  isFailed: fc.boolean(),
});
const range = fc.tuple(fc.integer({ min: -9, max: DAYS + 3 }), fc.nat({ max: DAYS + 9 }));

async function write(turns: Turn[]): Promise<void> {
  const facts = ({ teamId, day, hour, model, channel }: Turn) => ({
    ...{ teamId, model, channel, occurredAt: `${day}T${String(hour).padStart(2, "0")}:30:00.000Z`, latencyMs: 20 },
  });
  await writeBatch({
    rows: turns
      .filter(({ isFailed }) => !isFailed)
      .map((turn) => ({
        ...{ ...facts(turn), day: turn.day, tokensIn: turn.tokens, tokensOut: 1, costNano: String(turn.cost) },
        ...{ status: "OK" as const, idempotencyKey: randomUUID() },
        ...(turn.key ? { keyLineageId: turn.key } : {}),
        ...(turn.user ? { endUserId: turn.user } : {}),
      })),
    lowered: [],
  });
  await getDb().turnFailure.createMany({
    data: turns
      .filter(({ isFailed }) => isFailed)
      .map((turn) => ({
        ...{ ...facts(turn), day: new Date(turn.day), kind: "FAILED" as const, code: "provider_timeout", turns: 2 },
        ...{ keyLineageId: turn.key, endUserId: turn.user },
      })),
  });
}

/** Requests, tokens, cost and failures of each group. */
function grouped(turns: Turn[], group: (turn: Turn) => string | null) {
  return [...Map.groupBy(turns, group)]
    .map(([name, all]) => ({ group: name, ...summed(all) }))
    .sort((a, b) => String(a.group).localeCompare(String(b.group)));
}

function summed(turns: Turn[]) {
  const charged = turns.filter(({ isFailed }) => !isFailed);
  return {
    requests: charged.length,
    tokens: charged.reduce((sum, { tokens }) => sum + tokens + 1, 0),
    costNano: String(charged.reduce((sum, { cost }) => sum + cost, 0n)),
    failures: (turns.length - charged.length) * 2,
  };
}

const BY = {
  model: (turn: Turn) => turn.model,
  channel: (turn: Turn) => turn.channel,
  key: (turn: Turn) => turn.key,
  endUser: (turn: Turn) => turn.user,
  team: (turn: Turn) => turn.teamId,
};
type Named = keyof typeof BY;

test("reports and series are what their turns add up to, over any days and hours, whatever is rolled up", async () => {
  const batches = fc.array(fc.array(drawnTurn, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(batches, fc.array(range, { minLength: 2, maxLength: 2 }), async (drawn, ranges) => {
      const teamIds = (await Promise.all([createTeam(), createTeam()])).map(({ id }) => id);
      const [keys, users] = [0, 1].map(() => teamIds.map(() => Array.from({ length: GROUPS }, () => randomUUID()))) as [
        string[][],
        string[][],
      ];
      const turns: Turn[] = [];
      for (const batch of drawn) {
        const written = batch.map((turn) => ({
          ...turn,
          teamId: teamIds[turn.team] as string,
          day: dayOf(turn.day),
          model: `m${turn.model}`,
          key: turn.key === null ? null : (keys[turn.team]?.[turn.key] ?? null),
          user: turn.user === null ? null : (users[turn.team]?.[turn.user] ?? null),
        }));
        await write(written);
        turns.push(...written);
        for (const [first, length] of ranges) {
          const days = { from: dayOf(first), to: dayOf(first + length) };
          const within = turns.filter(({ day }) => day >= days.from && day <= days.to);
          for (const by of Object.keys(BY) as Named[]) await check(teamIds, days, within, by);
          const { tokensIn, tokensOut, ...totals } = await usageTotals({ teamIds, ...days });
          expect({ ...totals, tokens: tokensIn + tokensOut }).toMatchObject(summed(within));
        }
        await rollUp();
      }
      expect((await reconcile({ now: new Date(), teamIds, since: new Date(0) })).drifts).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

async function check(teamIds: string[], days: { from: string; to: string }, turns: Turn[], by: Named): Promise<void> {
  const expected = grouped(turns, BY[by]);
  const rows = await usageReport({ teamIds, ...days, groupBy: by });
  const reported = rows.map(({ group, requests, tokensIn, tokensOut, costNano, failures }) => ({
    ...{ group, requests, tokens: tokensIn + tokensOut, costNano, failures },
  }));
  expect(reported.sort((a, b) => String(a.group).localeCompare(String(b.group)))).toEqual(expected);
  const dearest = new Set(rows.slice(0, 12).map(({ group }) => group));
  const start = new Date(Date.parse(days.from) + 7 * 3_600_000);
  const end = new Date(Date.parse(days.to) + 17 * 3_600_000);
  const spans = [
    { span: days, turns, atOf: (turn: Turn) => turn.day },
    ...(by === "endUser" || end < start
      ? []
      : [
          {
            span: { start, end },
            turns: turns.filter((turn) => momentOf(turn) >= start.toISOString() && momentOf(turn) < end.toISOString()),
            atOf: momentOf,
          },
        ]),
  ];
  for (const { span, turns: asked, atOf } of spans) {
    const { values, points } = await usageSeries({ teamIds, span, by });
    const own = new Set(values.map(({ group }) => group).filter((group) => group !== OTHER_GROUP));
    // Of these hours others may be the dearest than of the whole days.
    if (span === days) expect(own).toEqual(dearest);
    const groupOf = (turn: Turn) => (own.has(BY[by](turn)) ? BY[by](turn) : OTHER_GROUP);
    const inOrder = (one: { at: string; group: string | null }) => `${one.at} ${one.group}`;
    const wanted = [...Map.groupBy(asked, atOf)].flatMap(([at, all]) =>
      grouped(all, groupOf).map((sums) => ({ at, ...sums })),
    );
    expect(
      values.map(({ label: _label, ...value }) => value).sort((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1)),
    ).toEqual(wanted.sort((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1)));
    expect(points.map(({ at, failures }) => ({ at, failures }))).toEqual(
      [...Map.groupBy(asked, atOf)]
        .map(([at, all]) => ({ at, failures: summed(all).failures }))
        .sort((a, b) => (a.at < b.at ? -1 : 1)),
    );
  }
}

function momentOf({ day, hour }: Turn): string {
  return `${day}T${String(hour).padStart(2, "0")}:00:00.000Z`;
}
