import { getPool } from "../infra/db.ts";
import { dayMasks } from "./day-masks.ts";

/**
 * How many end users had at least one charged turn, in each of two spans of team-local days (both ends included).
 * @param options.teamIds only these teams'; all by default
 */
export async function activeEndUsers(options: {
  teamIds?: string[] | undefined;
  span: { from: string; to: string };
  before: { from: string; to: string };
}): Promise<{ span: number; before: number }> {
  const { teamIds, span, before } = options;
  const masks = new Map<string, { span: number; before: number }>();
  for (const { month, days } of dayMasks(span)) masks.set(month, { span: days, before: 0 });
  for (const { month, days } of dayMasks(before)) masks.set(month, { span: masks.get(month)?.span ?? 0, before: days });
  const { rows } = await getPool().query<{ span: number; before: number }>(teamIds ? OF_TEAMS : OF_ALL, [
    [...masks.keys()],
    [...masks.values()].map((mask) => mask.span),
    [...masks.values()].map((mask) => mask.before),
    ...[span.from, span.to, before.from, before.to],
    ...(teamIds ? [teamIds] : []),
  ]);
  return rows[0] ?? { span: 0, before: 0 };
}

const countSql = (ofTeams: string) => `
WITH masks AS (
  SELECT * FROM unnest($1::date[], $2::int[], $3::int[]) AS m(month, span, before)
), seen AS (
  SELECT end_user_id, days & span <> 0 AS span, days & before <> 0 AS before
    FROM end_user_months JOIN masks USING (month) WHERE true ${ofTeams}
  UNION ALL
  SELECT end_user_id, day BETWEEN $4::date AND $5::date, day BETWEEN $6::date AND $7::date
    FROM usage_records WHERE NOT rolled_up AND end_user_id IS NOT NULL ${ofTeams}
), users AS (
  SELECT bool_or(span) AS span, bool_or(before) AS before FROM seen GROUP BY end_user_id
)
SELECT count(*) FILTER (WHERE span)::float8 AS span, count(*) FILTER (WHERE before)::float8 AS before FROM users`;

const OF_ALL = countSql("");
const OF_TEAMS = countSql("AND team_id = ANY($8::uuid[])");
