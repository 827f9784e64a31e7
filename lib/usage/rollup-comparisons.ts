import { bitsSql, blockSql } from "./active-bits.ts";
import { KEEP_HOURS_DAYS } from "./keep-hours.ts";
import { NIL_UUID } from "./nil-uuid.ts";
import { weekSql } from "./turn-facts.ts";

const TEAMS = `($1::uuid[] IS NULL OR team_id = ANY($1))`;
const WEEK = weekSql("day");
const HOUR = "date_trunc('hour', occurred_at, 'UTC')";

// A day less than hours are kept: the sweeper may be taking the oldest at this moment.
const since = (time: string) =>
  time === "day" || time === WEEK || time === "week"
    ? `${time} > $2::date`
    : `${time} > greatest($2::timestamptz, date_trunc('hour', now()) - interval '${KEEP_HOURS_DAYS - 1} days')`;

/**
 * SQL that compares every table of sums with the rows that were rolled up into it, per team and day, week or hour ($1: teams or
 * null, $2: since): columns `team_id`, `subject`, and `expected` and `actual` as requests, tokens and cost, or with
 * `unanswered` as failures, refusals and nothing. The platform's rows have the nil UUID as their team.
 */
export function rollupComparison(what: "charged" | "unanswered"): string {
  const raw = RAW[what];
  const summed = what === "charged" ? CHARGED_SUMS : UNANSWERED_SUMS;
  const of = (place: string, table: string, time: string, condition = "true") => `
    SELECT ${place} AS place, team_id, ${time} AS at, ${summed} AS figures FROM ${table}
     WHERE ${TEAMS} AND ${since(time)} AND ${condition} GROUP BY 1, 2, 3`;
  const slices = "slice <> 'PLATFORM' OR $1::uuid[] IS NULL";
  const rows = (time: string) =>
    `SELECT team_id, ${time} AS at, ${raw.figures} AS figures FROM ${raw.table}
      WHERE rolled_up AND ${TEAMS} AND ${since(time)} GROUP BY 1, 2`;
  return `
WITH days AS MATERIALIZED (${rows("day")}), weeks AS MATERIALIZED (${rows(WEEK)}), hours AS MATERIALIZED (${rows(HOUR)}), expected AS (
  SELECT p.place, d.team_id, d.at::timestamptz AS at, d.figures FROM days d, (VALUES ${places(DAY_PLACES)}) p(place)
  UNION ALL
  SELECT p.place, w.team_id, w.at::timestamptz, w.figures FROM weeks w, (VALUES ${places(WEEK_PLACES)}) p(place)
  UNION ALL
  SELECT p.place, h.team_id, h.at, h.figures FROM hours h, (VALUES ${places(HOUR_PLACES)}) p(place)
  UNION ALL
  SELECT 'usage_day_totals PLATFORM', '${NIL_UUID}', at::timestamptz, ${ADDED} FROM days WHERE $1::uuid[] IS NULL GROUP BY at
  UNION ALL
  SELECT 'usage_week_totals PLATFORM', '${NIL_UUID}', at::timestamptz, ${ADDED} FROM weeks WHERE $1::uuid[] IS NULL GROUP BY at
  UNION ALL
  SELECT 'usage_hour_totals PLATFORM', '${NIL_UUID}', at, ${ADDED} FROM hours WHERE $1::uuid[] IS NULL GROUP BY at
), actual AS (
  ${of("'usage_daily'", "usage_daily", "day")}
  UNION ALL ${of("'end_user_days'", "end_user_days", "day")}
  UNION ALL ${of("'usage_day_totals ' || slice", "usage_day_totals", "day", `(${slices})`)}
  UNION ALL ${of("'end_user_weeks'", "end_user_weeks", "week")}
  UNION ALL ${of("'usage_week_totals ' || slice", "usage_week_totals", "week", `(${slices})`)}
  UNION ALL ${of("'usage_hour_totals ' || slice", "usage_hour_totals", "hour", `(${slices})`)}
)
SELECT coalesce(e.team_id, a.team_id) AS team_id,
       coalesce(e.place, a.place) || ' ' || to_char(coalesce(e.at, a.at), 'YYYY-MM-DD HH24:MI') AS subject,
       coalesce(e.figures, ARRAY[0, 0, 0]::numeric[]) AS expected, coalesce(a.figures, ARRAY[0, 0, 0]::numeric[]) AS actual
  FROM expected e FULL JOIN actual a ON a.place = e.place AND a.team_id = e.team_id AND a.at = e.at`;
}

/**
 * SQL that compares the bits of active end users with the days on which they had charged turns, per team and day, and over
 * all teams, where bits that belong to no end user show: columns as above, with the number of end users as requests.
 */
export const ACTIVE_COMPARISON = `
WITH expected AS (
  SELECT team_id, day, count(*) AS users FROM (
    SELECT DISTINCT team_id, day, end_user_id FROM end_user_days
     WHERE ${TEAMS} AND requests > 0 AND end_user_id <> '${NIL_UUID}' AND ${since("day")}) seen GROUP BY 1, 2
), teams AS (
  SELECT team_id, ${blockSql("number")} AS block, ${bitsSql("number")} AS bits FROM end_user_numbers WHERE ${TEAMS} GROUP BY 1, 2
), actual AS (
  SELECT t.team_id, b.day, sum(bit_count(t.bits & b.bits)) AS users
    FROM teams t JOIN active_end_users b USING (block) WHERE ${since("day")} GROUP BY 1, 2
  UNION ALL
  SELECT '${NIL_UUID}', day, sum(bit_count(bits)) FROM active_end_users WHERE ${since("day")} AND $1::uuid[] IS NULL GROUP BY 2
), all_expected AS (
  SELECT * FROM expected
  UNION ALL SELECT '${NIL_UUID}', day, sum(users) FROM expected WHERE $1::uuid[] IS NULL GROUP BY 2
)
SELECT team_id, 'active_end_users ' || day AS subject,
       ARRAY[coalesce(e.users, 0), 0, 0]::numeric[] AS expected, ARRAY[coalesce(a.users, 0), 0, 0]::numeric[] AS actual
  FROM all_expected e FULL JOIN actual a USING (team_id, day)`;

const SLICES = ["TEAM", "KEY", "CHANNEL", "MODEL", "FULL"];
const DAY_PLACES = ["usage_daily", "end_user_days", ...SLICES.map((slice) => `usage_day_totals ${slice}`)];
const WEEK_PLACES = ["end_user_weeks", ...SLICES.map((slice) => `usage_week_totals ${slice}`)];
const HOUR_PLACES = SLICES.map((slice) => `usage_hour_totals ${slice}`);
const places = (names: string[]) => names.map((name) => `('${name}')`).join(", ");

const CHARGED_SUMS = "ARRAY[sum(requests), sum(tokens_in + tokens_out), sum(cost_nano)]::numeric[]";
const UNANSWERED_SUMS = "ARRAY[sum(failures), sum(refusals), 0]::numeric[]";
const ADDED = "ARRAY[sum(figures[1]), sum(figures[2]), sum(figures[3])]";
const RAW = {
  charged: {
    table: "usage_records",
    figures: "ARRAY[count(*), sum(tokens_in::bigint + tokens_out), sum(cost_nano)]::numeric[]",
  },
  unanswered: {
    table: "turn_failures",
    figures:
      "ARRAY[coalesce(sum(turns) FILTER (WHERE kind = 'FAILED'), 0), coalesce(sum(turns) FILTER (WHERE kind = 'REFUSED'), 0), 0]::numeric[]",
  },
};
