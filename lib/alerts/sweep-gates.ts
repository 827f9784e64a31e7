import { getPool } from "../infra/db.ts";
import type { GateFacts } from "./alert-facts.ts";
import { raiseAlerts } from "./raise-alerts.ts";
import { resolveAlerts } from "./resolve-alerts.ts";

/** A platform that hiccups for a moment is nobody's business. Milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * Makes alerts of groups whose gate has not worked for a minute, one for all groups where a channel of theirs is at fault,
 * and ends those whose trouble is over.
 * @param options.teamIds only these teams; all by default
 */
export async function sweepGates(options: { now: Date; teamIds?: string[] }): Promise<void> {
  const { now, teamIds = null } = options;
  const since = new Date(now.getTime() - PATIENCE_MS);
  const { rows } = await getPool().query<GateFacts & { teamId: string; subject: string }>(LASTING, [since, teamIds]);
  await raiseAlerts({
    now,
    alerts: rows.map(({ teamId, subject, ...facts }) => ({
      teamId,
      dedupeKey: `gate:${subject}`,
      facts: { kind: "GATE_TROUBLE", ...facts },
    })),
  });
  const over = await getPool().query<{ id: string }>(OVER, [teamIds]);
  await resolveAlerts({ ids: over.rows.map(({ id }) => id), now });
}

const TROUBLED = `g.trouble IS NOT NULL AND g.enabled AND g.archived_at IS NULL
   AND EXISTS (SELECT 1 FROM connections c WHERE c.id = g.connection_id AND c.active AND c.gate AND c.archived_at IS NULL)`;

/** The channel, where it is one's trouble: it is the same for all groups that ask for it. */
const SUBJECT = "coalesce(g.connection_id || '/' || g.trouble_chat_id, g.id::text)";

const LASTING = `
WITH troubled AS (
  SELECT ${SUBJECT} AS subject, min(g.id::text) AS "groupId", count(*)::int AS groups
    FROM protected_groups g
   WHERE ${TROUBLED} AND g.troubled_since <= $1 AND ($2::uuid[] IS NULL OR g.team_id = ANY($2))
   GROUP BY 1 ORDER BY 1 LIMIT 1000)
SELECT w.subject, w.groups, w."groupId", g.title AS "groupTitle", g.trouble AS code, g.team_id AS "teamId",
       t.display_name AS "teamName", c.id AS "connectionId", c.name AS "connectionName",
       g.trouble_chat_id::text AS "channelChatId", e.title AS "channelTitle"
  FROM troubled w JOIN protected_groups g ON g.id = w."groupId"::uuid JOIN teams t ON t.id = g.team_id
  JOIN connections c ON c.id = g.connection_id
  LEFT JOIN enforced_channels e ON e.connection_id = g.connection_id AND e.chat_id = g.trouble_chat_id`;

const OVER = `
SELECT o.id FROM alerts o
 WHERE o.resolved_at IS NULL AND o.kind = 'GATE_TROUBLE' AND ($1::uuid[] IS NULL OR o.team_id = ANY($1))
   AND NOT EXISTS (
     SELECT 1 FROM protected_groups g
      WHERE ${TROUBLED} AND g.connection_id = (o.facts->>'connectionId')::uuid AND 'gate:' || ${SUBJECT} = o.dedupe_key)`;
