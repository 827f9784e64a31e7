import { getPool } from "../infra/db.ts";
import { localDay } from "./window.ts";

/**
 * The day from which on a team has at least so many turns of a channel, model or key, or all that it has, going back from
 * a moment, by the daily sums: what a list of them need not look behind.
 * @param options.isCharged counts charged turns only
 * @param options.before the moment; now by default, with the turns that are in no sum yet
 * @returns YYYY-MM-DD
 */
export async function earliestDay(options: {
  teamId: string;
  channel?: string | undefined;
  model?: string | undefined;
  keyLineageId?: string | undefined;
  isCharged: boolean;
  timeZone: string;
  now: Date;
  before?: { occurredAt: Date } | undefined;
  limit: number;
}): Promise<string> {
  const { teamId, channel = null, model = null, keyLineageId = null, timeZone, before, limit } = options;
  const latest = before?.occurredAt ?? new Date(options.now.getTime() - DAY_MS);
  const { rows } = await getPool().query<{ day: string; turns: number }>(DAYS, [
    ...[teamId, channel, model, keyLineageId],
    // Of the page's own day some may be on the page before, so it does not count.
    before ? localDay({ timeZone, at: before.occurredAt }) : "infinity",
    options.isCharged,
  ]);
  let sum = 0;
  for (const { day, turns } of rows) {
    sum += turns;
    if (sum >= limit) return day;
  }
  return rows.at(-1)?.day ?? localDay({ timeZone, at: latest });
}

const DAY_MS = 86_400_000;

const DAYS = `
SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(CASE WHEN $6 THEN requests ELSE requests + failures + refusals END)::float8 AS turns
  FROM usage_day_totals
 WHERE slice = 'FULL' AND team_id = $1 AND ($2::text IS NULL OR channel = $2) AND ($3::text IS NULL OR model = $3)
   AND ($4::uuid IS NULL OR key_lineage_id = $4) AND day < $5::date
   AND (requests > 0 OR NOT $6)
 GROUP BY day ORDER BY day DESC`;
