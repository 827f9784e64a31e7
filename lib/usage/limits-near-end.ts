import { getPool } from "../infra/db.ts";
import type { LimitScopeName, LimitUnitName } from "./reservation.ts";
import { type WindowKind, windowOf } from "./window.ts";

export interface LimitNearEnd {
  limitId: string;
  teamId: string;
  teamName: string;
  scope: LimitScopeName;
  subjectId: string;
  /** The team's, key's or end user's name. */
  subjectName: string;
  unit: LimitUnitName;
  window: WindowKind;
  /** Requests, tokens or nano-USD, in decimal digits; with what was added for this window. */
  amount: string;
  used: string;
  /** Of the amount; may be past 100. */
  percent: number;
  softPercent: number | null;
  resetsAt: Date;
}

/**
 * The limits that are nearest to their end in their current windows, fullest first: for the overview.
 * @param options.teamIds only these teams; all by default
 * @param options.fromPercent 70 by default
 */
export async function limitsNearEnd(options: {
  teamIds?: string[];
  now: Date;
  fromPercent?: number;
  limit?: number;
}): Promise<LimitNearEnd[]> {
  const { teamIds = null, now, fromPercent = 70, limit = 20 } = options;
  const zones = await getPool().query<{ time_zone: string }>(ZONES, [teamIds]);
  const current = zones.rows.flatMap(({ time_zone: timeZone }) =>
    (["DAY", "MONTH"] as const).map((window) => ({ timeZone, window, ...windowOf({ window, timeZone, now }) })),
  );
  const { rows } = await getPool().query<LimitNearEnd>(NEAR_END, [
    teamIds,
    current.map(({ timeZone }) => timeZone),
    current.map(({ window }) => window),
    current.map(({ start }) => start.toISOString()),
    current.map(({ end }) => end.toISOString()),
    fromPercent,
    limit,
  ]);
  return rows;
}

const ZONES = "SELECT DISTINCT time_zone FROM teams WHERE $1::uuid[] IS NULL OR id = ANY($1)";

// A team that has changed its time zone keeps the counters of its former windows, which no call meets any more.
const NEAR_END = `
WITH current AS (
  SELECT * FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[]) AS w(time_zone, kind, starts, ends)
), standing AS (
  SELECT l.id, l.team_id, l.scope, c.subject_id, l.unit, l."window", l.soft_percent, c.window_end,
         l.amount::numeric + coalesce((SELECT sum(t.amount) FROM limit_top_ups t
           WHERE t.limit_id = l.id AND t.window_start = c.window_start AND t.window_end = c.window_end), 0) AS amount,
         CASE l.unit WHEN 'REQUESTS' THEN c.used_requests WHEN 'TOKENS' THEN c.used_tokens ELSE c.used_cost END AS used
    FROM limits l
    JOIN usage_counters c ON c.team_id = l.team_id AND c.scope = l.scope AND c."window" = l."window"
     AND (l.subject_id IS NULL OR l.subject_id = c.subject_id)
    JOIN teams z ON z.id = l.team_id
    JOIN current w ON w.time_zone = z.time_zone AND w.kind = c."window"::text
     AND w.starts = c.window_start AND w.ends = c.window_end
   WHERE ($1::uuid[] IS NULL OR l.team_id = ANY($1))
     AND (l.subject_id IS NOT NULL OR NOT EXISTS (
       SELECT 1 FROM limits n WHERE n.team_id = l.team_id AND n.scope = l.scope AND n."window" = l."window"
          AND n.unit = l.unit AND n.subject_id = c.subject_id))
)
SELECT s.id AS "limitId", s.team_id AS "teamId", t.display_name AS "teamName", s.scope, s.subject_id AS "subjectId",
       coalesce(CASE s.scope
         WHEN 'TEAM' THEN t.display_name
         WHEN 'KEY' THEN (SELECT k.name FROM api_keys k WHERE k.lineage_id = s.subject_id ORDER BY k.created_at DESC LIMIT 1)
         ELSE (SELECT coalesce(e.name, e.external_id) FROM end_users e WHERE e.id = s.subject_id) END, s.subject_id::text)
         AS "subjectName",
       s.unit, s."window", s.amount::text AS amount, s.used::text AS used,
       floor(100 * s.used::numeric / s.amount)::float8 AS percent, s.soft_percent AS "softPercent", s.window_end AS "resetsAt"
  FROM standing s JOIN teams t ON t.id = s.team_id
 WHERE 100 * s.used::numeric >= s.amount * $6::numeric
 ORDER BY s.used::numeric / s.amount DESC, s.window_end, s.id
 LIMIT $7`;
