import { getPool } from "../infra/db.ts";
import type { Limit } from "../infra/prisma/client.ts";
import { windowOf } from "./window.ts";

export interface FullestSubject {
  subjectId: string;
  used: bigint;
}

/**
 * Of each limit that counts for every key or end user apart: who has used most in the current window. Those who have a
 * limit of their own instead don't count. Reads counters only, and opens none.
 * @returns by limit; limits that nobody has used in this window are left out
 */
export async function fullestSubjects(options: {
  teamId: string;
  limits: Limit[];
  timeZone: string;
  now: Date;
}): Promise<Map<string, FullestSubject>> {
  const { teamId, limits, timeZone, now } = options;
  const each = limits.filter(({ scope, subjectId }) => scope !== "TEAM" && subjectId === null);
  if (each.length === 0) return new Map();
  const { rows } = await getPool().query<{ id: string; subject_id: string; used: string }>(FULLEST, [
    teamId,
    each.map(({ id }) => id),
    each.map(({ window }) => windowOf({ window, timeZone, now }).start.toISOString()),
    each.map(({ window }) => windowOf({ window, timeZone, now }).end.toISOString()),
  ]);
  return new Map(rows.map(({ id, subject_id: subjectId, used }) => [id, { subjectId, used: BigInt(used) }]));
}

const FULLEST = `
SELECT l.id, s.subject_id, s.used::text AS used
  FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS w(id, starts, ends)
  JOIN limits l ON l.id = w.id AND l.team_id = $1
 CROSS JOIN LATERAL (
   SELECT c.subject_id,
          CASE l.unit WHEN 'REQUESTS' THEN c.used_requests WHEN 'TOKENS' THEN c.used_tokens ELSE c.used_cost END AS used
     FROM usage_counters c
    WHERE c.team_id = l.team_id AND c.scope = l.scope AND c."window" = l."window"
      AND c.window_start = w.starts AND c.window_end = w.ends
      AND NOT EXISTS (SELECT 1 FROM limits n WHERE n.team_id = l.team_id AND n.scope = l.scope
            AND n."window" = l."window" AND n.unit = l.unit AND n.subject_id = c.subject_id)
    ORDER BY used DESC, c.subject_id LIMIT 1) s
 WHERE s.used > 0`;
