import { getPool } from "../infra/db.ts";
import type { Limit } from "../infra/prisma/client.ts";

/** A window that has ended, as its counters were left. */
export interface PastWindow {
  start: Date;
  end: Date;
  /** The limit's present amount with what was topped up then, in decimal digits. */
  amount: string;
  /** Of that, what was topped up. */
  toppedUp: string;
  /** What its subject used; of a limit for each one: what the fullest of them used. */
  used: string;
  /** Whose figure `used` is. */
  subjectId: string;
  /** How many subjects used anything, and how many of them all that they had. */
  subjects: number;
  reached: number;
}

/** One alert at a soft percent. */
export interface PastAlert {
  id: string;
  subjectId: string;
  windowStart: Date;
  percent: number;
  createdAt: Date;
}

/**
 * A limit's past windows, newest first, out of the counters that are kept for 40 days, and its latest soft alerts. A
 * window without a call has no counter.
 */
export async function limitHistory(options: {
  limit: Limit;
  now: Date;
}): Promise<{ windows: PastWindow[]; alerts: PastAlert[] }> {
  const { limit, now } = options;
  const [windows, alerts] = await Promise.all([
    getPool().query<PastWindow>(WINDOWS, [limit.id, now]),
    getPool().query<PastAlert>(ALERTS, [limit.id]),
  ]);
  return { windows: windows.rows, alerts: alerts.rows };
}

const WINDOWS = `
WITH counted AS (
  SELECT c.window_start, c.window_end, c.subject_id, l.amount::numeric AS base,
         CASE l.unit WHEN 'REQUESTS' THEN c.used_requests WHEN 'TOKENS' THEN c.used_tokens ELSE c.used_cost END AS used
    FROM limits l
    JOIN usage_counters c ON c.team_id = l.team_id AND c.scope = l.scope AND c."window" = l."window"
     AND (l.subject_id IS NULL OR l.subject_id = c.subject_id)
   WHERE l.id = $1 AND c.window_end <= $2
     AND (l.subject_id IS NOT NULL OR NOT EXISTS (
       SELECT 1 FROM limits n WHERE n.team_id = l.team_id AND n.scope = l.scope AND n."window" = l."window"
          AND n.unit = l.unit AND n.subject_id = c.subject_id))
), added AS (
  SELECT window_start, window_end, sum(amount) AS amount FROM limit_top_ups WHERE limit_id = $1 GROUP BY 1, 2
), measured AS (
  SELECT c.*, coalesce(a.amount, 0) AS more FROM counted c LEFT JOIN added a USING (window_start, window_end)
)
SELECT window_start AS start, window_end AS "end", (min(base) + min(more))::text AS amount, min(more)::text AS "toppedUp",
       max(used)::text AS used, (array_agg(subject_id ORDER BY used DESC, subject_id))[1] AS "subjectId",
       count(*) FILTER (WHERE used > 0)::int AS subjects, count(*) FILTER (WHERE used >= base + more)::int AS reached
  FROM measured GROUP BY window_start, window_end ORDER BY window_start DESC LIMIT 40`;

const ALERTS = `
SELECT id, subject_id AS "subjectId", window_start AS "windowStart", percent, created_at AS "createdAt"
  FROM limit_alerts WHERE limit_id = $1 ORDER BY created_at DESC, id LIMIT 20`;
