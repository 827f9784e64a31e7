import { getDb, getPool } from "../infra/db.ts";
import type { Team } from "../infra/prisma/client.ts";
import type { LimitUnit, LimitWindow, TeamType } from "../infra/prisma/enums.ts";
import { localDay, windowOf } from "../usage/window.ts";
import { nameKey } from "./name-key.ts";

export const TEAM_SORTS = ["name", "created", "requests", "tokens", "cost", "quota"] as const;
export type TeamSort = (typeof TEAM_SORTS)[number];

export interface TeamStanding {
  team: Team;
  /** Since the month began in the team's time zone, true to the token as soon as a call is written. */
  month: { requests: number; tokens: number; costNano: string };
  /** The team's own limit that is nearest to its end; null when it has none. */
  quota: {
    limitId: string;
    unit: LimitUnit;
    window: LimitWindow;
    /** Requests, tokens or nano-USD in decimal digits; with what was added for this window. */
    amount: string;
    used: string;
    softPercent: number | null;
    resetsAt: Date;
  } | null;
  /** What it was sorted by, to go on from in the next page. */
  key: string;
}

/**
 * Teams with what they have used, sorted, one page at a time. A page goes on from the last row of the one before by value
 * and id, so no team is left out or doubled while its own figure stands still.
 * @param options.teamIds only these teams; undefined: all
 * @param options.search a part of the display or platform name, in any case
 * @param options.after `key` and id of the last row of the page before
 */
export async function listTeamStandings(options: {
  teamIds?: string[] | undefined;
  search?: string | undefined;
  type?: TeamType | undefined;
  active?: boolean | undefined;
  sort: TeamSort;
  descending: boolean;
  after?: { key: string; id: string } | undefined;
  limit: number;
  now: Date;
}): Promise<TeamStanding[]> {
  const { sort, descending, after, now } = options;
  const windows = await currentWindows(options.teamIds ?? null, now);
  const { rows } = await getPool().query<Row>(statement(sort, descending), [
    options.teamIds ?? null,
    // LIKE's wildcards are letters like any other here.
    options.search ? `%${nameKey(options.search).replace(/[\\%_]/g, "\\$&")}%` : null,
    options.type ?? null,
    options.active ?? null,
    after?.key ?? null,
    after?.id ?? null,
    options.limit,
    windows.map(({ timeZone }) => timeZone),
    windows.map(({ firstDay }) => firstDay),
    ...(["DAY", "MONTH"] as const).flatMap((kind) => [
      windows.map((one) => one[kind].start.toISOString()),
      windows.map((one) => one[kind].end.toISOString()),
    ]),
  ]);
  const teams = await getDb().team.findMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  const byId = new Map(teams.map((team) => [team.id, team]));
  return rows.flatMap(({ id, key, requests, tokens, costNano, ...limit }) => {
    const team = byId.get(id);
    const { limitId, unit, window, amount, used, softPercent, resetsAt } = limit;
    const quota =
      limitId && unit && window && amount && used && resetsAt
        ? { limitId, unit, window, amount, used, softPercent, resetsAt }
        : null;
    return team ? [{ team, key, month: { requests, tokens, costNano }, quota }] : [];
  });
}

interface Row {
  id: string;
  key: string;
  requests: number;
  tokens: number;
  costNano: string;
  limitId: string | null;
  unit: LimitUnit | null;
  window: LimitWindow | null;
  amount: string | null;
  used: string | null;
  softPercent: number | null;
  resetsAt: Date | null;
}

/** Windows are the calendar's in each team's zone, and PostgreSQL does not know them as our calendar does. */
async function currentWindows(teamIds: string[] | null, now: Date) {
  const zones = await getPool().query<{ time_zone: string }>(
    "SELECT DISTINCT time_zone FROM teams WHERE $1::uuid[] IS NULL OR id = ANY($1)",
    [teamIds],
  );
  return zones.rows.map(({ time_zone: timeZone }) => {
    const MONTH = windowOf({ window: "MONTH", timeZone, now });
    const DAY = windowOf({ window: "DAY", timeZone, now });
    return { timeZone, DAY, MONTH, firstDay: localDay({ timeZone, at: MONTH.start }) };
  });
}

/** What each sort goes by: a column, or a figure of `m` (this month's use) or of `q` (the fullest limit). */
const KEYS = {
  name: { key: "t.display_name_key", type: "text", figure: null },
  created: { key: "t.id::text", type: "text", figure: null },
  requests: { key: "coalesce(m.requests, 0)", type: "numeric", figure: "month" },
  tokens: { key: "coalesce(m.tokens, 0)", type: "numeric", figure: "month" },
  cost: { key: "coalesce(m.cost, 0)", type: "numeric", figure: "month" },
  // Without a limit nothing is used of it, which is less than a limit that nothing is used of.
  quota: { key: "coalesce(q.share, -1)", type: "numeric", figure: "quota" },
} as const satisfies Record<TeamSort, { key: string; type: string; figure: "month" | "quota" | null }>;

/** Only the figure that it is sorted by is asked of every team; the rest, of the page's. */
function statement(sort: TeamSort, descending: boolean): string {
  const { key, type, figure } = KEYS[sort];
  const order = descending ? "DESC" : "ASC";
  const figures =
    figure === "month"
      ? `LEFT JOIN (${monthOf("teams")}) m ON m.team_id = t.id`
      : figure === "quota"
        ? `LEFT JOIN (${quotaOf("teams")}) q ON q.team_id = t.id`
        : "";
  return `
WITH current AS MATERIALIZED (
  SELECT * FROM unnest($8::text[], $9::date[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[])
    AS w(time_zone, first_day, day_start, day_end, month_start, month_end)
), keyed AS (
  SELECT t.id, t.time_zone, ${key} AS key FROM teams t ${figures}
   WHERE ($1::uuid[] IS NULL OR t.id = ANY($1))
     AND ($2::text IS NULL OR t.display_name_key LIKE $2 OR t.platform_name_key LIKE $2)
     AND ($3::text IS NULL OR t.type = $3::"TeamType")
     AND ($4::boolean IS NULL OR t.active = $4)
), page AS MATERIALIZED (
  SELECT * FROM keyed
   WHERE $5::text IS NULL OR (key, id) ${descending ? "<" : ">"} ($5::${type}, $6::uuid)
   ORDER BY key ${order}, id ${order} LIMIT $7
)
SELECT p.id, p.key::text AS key,
       coalesce(m.requests, 0)::float8 AS requests, coalesce(m.tokens, 0)::float8 AS tokens,
       coalesce(m.cost, 0)::text AS "costNano",
       q.limit_id AS "limitId", q.unit, q."window", q.amount::text AS amount, q.used::text AS used,
       q.soft_percent AS "softPercent", q.ends AS "resetsAt"
  FROM page p
  LEFT JOIN (${monthOf("page")}) m ON m.team_id = p.id
  LEFT JOIN (${quotaOf("page")}) q ON q.team_id = p.id
 ORDER BY p.key ${order}, p.id ${order}`;
}

/** Whichever zone a team is in, its month has begun by then: a bound that the index can use. */
const SINCE = "(SELECT min(first_day) FROM current)";

/** @param teams the relation whose `id` and `time_zone` are the teams to ask for */
const monthOf = (teams: "teams" | "page") => `
SELECT team_id, sum(requests) AS requests, sum(tokens) AS tokens, sum(cost) AS cost FROM (
  SELECT d.team_id, d.requests, d.tokens_in + d.tokens_out AS tokens, d.cost_nano AS cost
    FROM ${teams} f JOIN current w USING (time_zone) JOIN usage_day_totals d
      ON d.slice = 'TEAM' AND d.team_id = f.id AND d.day >= w.first_day AND d.day >= ${SINCE}
   UNION ALL
  SELECT r.team_id, 1, r.tokens_in::bigint + r.tokens_out, r.cost_nano
    FROM usage_records r JOIN ${teams} f ON f.id = r.team_id JOIN current w USING (time_zone)
   WHERE NOT r.rolled_up AND r.day >= w.first_day
) facts GROUP BY team_id`;

const quotaOf = (teams: "teams" | "page") => `
SELECT DISTINCT ON (team_id) *, used / amount AS share FROM (
  SELECT l.team_id, l.id AS limit_id, l.unit, l."window", l.soft_percent, v.ends,
         l.amount::numeric + coalesce((SELECT sum(u.amount) FROM limit_top_ups u
           WHERE u.limit_id = l.id AND u.window_start = v.starts AND u.window_end = v.ends), 0) AS amount,
         coalesce(CASE l.unit WHEN 'REQUESTS' THEN c.used_requests WHEN 'TOKENS' THEN c.used_tokens ELSE c.used_cost END, 0)
           AS used
    FROM ${teams} f JOIN current w USING (time_zone)
    JOIN limits l ON l.team_id = f.id AND l.scope = 'TEAM'
   CROSS JOIN LATERAL (SELECT CASE l."window" WHEN 'DAY' THEN w.day_start ELSE w.month_start END AS starts,
                              CASE l."window" WHEN 'DAY' THEN w.day_end ELSE w.month_end END AS ends) v
    LEFT JOIN usage_counters c ON c.team_id = l.team_id AND c.scope = 'TEAM' AND c.subject_id = l.team_id
     AND c."window" = l."window" AND c.window_start = v.starts AND c.window_end = v.ends
) standing ORDER BY team_id, used / amount DESC, limit_id`;
