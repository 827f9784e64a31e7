import { getPool } from "../infra/db.ts";
import { bitSql, blockSql, NO_BITS_SQL } from "./active-bits.ts";

/**
 * How many end users had at least one charged turn, in each of two spans of team-local days (both ends included): exact,
 * with the turns that are in no sum yet.
 * @param options.teamIds only these teams'; all by default
 */
export async function activeEndUsers(options: {
  teamIds?: string[] | undefined;
  span: { from: string; to: string };
  before: { from: string; to: string };
}): Promise<{ span: number; before: number }> {
  const { teamIds, span, before } = options;
  const { rows } = await getPool().query<{ span: number; before: number }>(teamIds ? OF_TEAMS : OF_ALL, [
    ...[span.from, span.to, before.from, before.to],
    ...(teamIds ? [teamIds] : []),
  ]);
  return rows[0] ?? { span: 0, before: 0 };
}

const IN_SPAN = "day BETWEEN $1::date AND $2::date";
const IN_BEFORE = "day BETWEEN $3::date AND $4::date";
const NUMBER = bitSql("b.span", "n.number");
const NUMBER_BEFORE = bitSql("b.before", "n.number");

const countSql = (ofTeams: string, counted: string) => `
WITH blocks AS MATERIALIZED (
  SELECT block, coalesce(bit_or(bits) FILTER (WHERE ${IN_SPAN}), ${NO_BITS_SQL}) AS span,
         coalesce(bit_or(bits) FILTER (WHERE ${IN_BEFORE}), ${NO_BITS_SQL}) AS before
    FROM active_end_users WHERE ${IN_SPAN} OR ${IN_BEFORE} GROUP BY block
), counted AS (${counted}), fresh AS (
  SELECT team_id, end_user_id, bool_or(${IN_SPAN}) AS span, bool_or(${IN_BEFORE}) AS before
    FROM usage_records WHERE NOT rolled_up AND end_user_id IS NOT NULL ${ofTeams} GROUP BY 1, 2
), added AS (
  SELECT count(*) FILTER (WHERE f.span AND coalesce(${NUMBER}, 0) = 0) AS span,
         count(*) FILTER (WHERE f.before AND coalesce(${NUMBER_BEFORE}, 0) = 0) AS before
    FROM fresh f LEFT JOIN end_user_numbers n USING (team_id, end_user_id) LEFT JOIN blocks b ON b.block = ${blockSql("n.number")}
)
SELECT (c.span + a.span)::float8 AS span, (c.before + a.before)::float8 AS before FROM counted c, added a`;

const OF_ALL = countSql(
  "",
  "SELECT coalesce(sum(bit_count(span)), 0) AS span, coalesce(sum(bit_count(before)), 0) AS before FROM blocks",
);
const OF_TEAMS = countSql(
  "AND team_id = ANY($5::uuid[])",
  `SELECT coalesce(sum(${NUMBER}), 0) AS span, coalesce(sum(${NUMBER_BEFORE}), 0) AS before
    FROM end_user_numbers n JOIN blocks b ON b.block = ${blockSql("n.number")} WHERE n.team_id = ANY($5::uuid[])`,
);
