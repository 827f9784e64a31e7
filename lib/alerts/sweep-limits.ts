import { getDb, getPool } from "../infra/db.ts";
import { type LimitNearEnd, limitsNearEnd } from "../usage/limits-near-end.ts";
import type { LimitFacts } from "./alert-facts.ts";
import { raiseAlerts } from "./raise-alerts.ts";
import { resolveAlerts } from "./resolve-alerts.ts";

const MOST_AT_ONCE = 10_000;

/**
 * Makes alerts of soft limits that the ledger saw crossed and of limits that are used up, and ends those whose window is
 * over, whose limit is gone or has been raised above what is used.
 * @param options.teamIds only these teams; all by default
 */
export async function sweepLimits(options: { now: Date; teamIds?: string[] }): Promise<void> {
  const { now, teamIds = null } = options;
  await raiseSoft(now, teamIds);
  const reached = await limitsNearEnd({ now, fromPercent: 100, limit: MOST_AT_ONCE, ...(teamIds ? { teamIds } : {}) });
  await raiseAlerts({
    now,
    alerts: reached.filter(isNews).map(({ teamId, resetsAt, ...limit }) => {
      const windowEnd = new Date(resetsAt).toISOString();
      const facts = { ...limit, windowEnd };
      return {
        teamId,
        dedupeKey: `limit-reached:${limit.limitId}:${limit.subjectId}:${windowEnd}`,
        facts: { kind: "LIMIT_REACHED", ...facts },
      };
    }),
  });
  const { rows } = await getPool().query<{ id: string }>(OVER, [now, teamIds]);
  await resolveAlerts({ ids: rows.map(({ id }) => id), now });
}

/**
 * That a person has used up what everybody gets is how such a limit works; it is news where somebody asked for warnings of
 * it. Of a team or a key it always is, as somebody's product stands still.
 */
function isNews({ scope, softPercent }: LimitNearEnd): boolean {
  return scope !== "END_USER" || softPercent !== null;
}

type Crossed = LimitFacts & { id: string; teamId: string; isOver: boolean };

async function raiseSoft(now: Date, teamIds: string[] | null): Promise<void> {
  const { rows } = await getPool().query<Crossed>(CROSSED, [now, teamIds, MOST_AT_ONCE]);
  if (rows.length === 0) return;
  await raiseAlerts({
    now,
    alerts: rows
      .filter(({ isOver }) => !isOver)
      .map(({ id: _, isOver: __, teamId, ...facts }) => ({
        teamId,
        dedupeKey: `soft-limit:${facts.limitId}:${facts.subjectId}:${facts.windowEnd}`,
        facts: { kind: "SOFT_LIMIT", ...facts },
      })),
  });
  // After the alert: killed in between, the next sweep finds the alert open and only marks the row.
  await getDb().limitAlert.updateMany({
    where: { id: { in: rows.map(({ id }) => id) }, raisedAt: null },
    data: { raisedAt: now },
  });
}

const USED =
  "CASE l.unit WHEN 'REQUESTS' THEN c.used_requests WHEN 'TOKENS' THEN c.used_tokens ELSE c.used_cost END::numeric";
const AMOUNT = `(l.amount::numeric + coalesce((SELECT sum(u.amount) FROM limit_top_ups u
  WHERE u.limit_id = l.id AND u.window_start = c.window_start AND u.window_end = c.window_end), 0))`;

// Rows of windows that ended before anybody could raise them, or of limits that are gone, are of no use any more.
const CROSSED = `
SELECT a.id, a.team_id AS "teamId", coalesce(c.window_end <= $1 OR l.id IS NULL, true) AS "isOver",
       t.display_name AS "teamName", l.id AS "limitId", l.scope, a.subject_id AS "subjectId",
       coalesce(CASE l.scope
         WHEN 'TEAM' THEN t.display_name
         WHEN 'KEY' THEN (SELECT k.name FROM api_keys k WHERE k.lineage_id = a.subject_id ORDER BY k.created_at DESC LIMIT 1)
         ELSE (SELECT coalesce(e.name, e.external_id) FROM end_users e WHERE e.id = a.subject_id) END, a.subject_id::text)
         AS "subjectName",
       l.unit, l."window", ${AMOUNT}::text AS amount, (${USED})::text AS used,
       floor(100 * ${USED} / ${AMOUNT})::float8 AS percent, a.percent AS "softPercent",
       to_char(c.window_end AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "windowEnd"
  FROM limit_alerts a
  LEFT JOIN limits l ON l.id = a.limit_id
  LEFT JOIN teams t ON t.id = a.team_id
  LEFT JOIN usage_counters c ON c.team_id = a.team_id AND c.scope = l.scope AND c.subject_id = a.subject_id
   AND c."window" = l."window" AND c.window_start = a.window_start
 WHERE a.raised_at IS NULL AND ($2::uuid[] IS NULL OR a.team_id = ANY($2))
 ORDER BY a.created_at LIMIT $3`;

const OVER = `
SELECT o.id FROM alerts o
 WHERE o.resolved_at IS NULL AND o.kind IN ('SOFT_LIMIT', 'LIMIT_REACHED')
   AND ($2::uuid[] IS NULL OR o.team_id = ANY($2))
   AND ((o.facts->>'windowEnd')::timestamptz <= $1 OR NOT EXISTS (
     SELECT 1 FROM limits l JOIN usage_counters c ON c.team_id = l.team_id AND c.scope = l.scope
        AND c.subject_id = (o.facts->>'subjectId')::uuid AND c."window" = l."window"
        AND c.window_end = (o.facts->>'windowEnd')::timestamptz
      WHERE l.id = (o.facts->>'limitId')::uuid
        AND 100 * ${USED} >= ${AMOUNT}
            * CASE o.kind WHEN 'LIMIT_REACHED' THEN 100 ELSE coalesce(l.soft_percent, (o.facts->>'softPercent')::int) END))`;
