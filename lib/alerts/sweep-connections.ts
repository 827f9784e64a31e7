import { getPool } from "../infra/db.ts";
import type { ConnectionFacts } from "./alert-facts.ts";
import { raiseAlerts } from "./raise-alerts.ts";
import { resolveAlerts } from "./resolve-alerts.ts";

/** A platform that hiccups for a moment is nobody's business. Milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * Makes alerts of connections that have been unhealthy for a minute, and ends those of connections that are healthy again,
 * paused or gone. Since when one is unhealthy is kept as a lease of its own, for whichever process sweeps next.
 * @param options.teamIds only these teams; all by default
 */
export async function sweepConnections(options: { now: Date; teamIds?: string[] }): Promise<void> {
  const { now, teamIds = null } = options;
  await getPool().query(MARK, [new Date(now.getTime() + PATIENCE_MS), teamIds]);
  await getPool().query(UNMARK, [teamIds]);
  const { rows } = await getPool().query<ConnectionFacts & { teamId: string }>(LASTING, [now, teamIds]);
  await raiseAlerts({
    now,
    alerts: rows.map(({ teamId, ...facts }) => ({
      teamId,
      dedupeKey: `connection:${facts.connectionId}`,
      facts: { kind: "CONNECTION_UNHEALTHY", ...facts },
    })),
  });
  const over = await getPool().query<{ id: string }>(OVER, [teamIds]);
  await resolveAlerts({ ids: over.rows.map(({ id }) => id), now });
}

const UNHEALTHY = "c.health = 'UNHEALTHY' AND c.active AND c.archived_at IS NULL";
const OF_TEAMS = "($2::uuid[] IS NULL OR c.team_id = ANY($2))";

const MARK = `
INSERT INTO leases (name, holder, expires_at)
SELECT 'unhealthy:' || c.id, 'alerts', $1 FROM connections c WHERE ${UNHEALTHY} AND ${OF_TEAMS}
ON CONFLICT (name) DO NOTHING`;

const UNMARK = `
DELETE FROM leases l USING connections c
 WHERE l.name = 'unhealthy:' || c.id AND NOT (${UNHEALTHY}) AND ($1::uuid[] IS NULL OR c.team_id = ANY($1))`;

const LASTING = `
SELECT c.team_id AS "teamId", t.display_name AS "teamName", c.id AS "connectionId", c.name AS "connectionName",
       c.kind AS "connectionKind", c.health_reason AS reason
  FROM leases l JOIN connections c ON l.name = 'unhealthy:' || c.id JOIN teams t ON t.id = c.team_id
 WHERE l.expires_at <= $1 AND ${UNHEALTHY} AND ${OF_TEAMS}
 ORDER BY c.id LIMIT 1000`;

const OVER = `
SELECT o.id FROM alerts o
 WHERE o.resolved_at IS NULL AND o.kind = 'CONNECTION_UNHEALTHY' AND ($1::uuid[] IS NULL OR o.team_id = ANY($1))
   AND NOT EXISTS (SELECT 1 FROM connections c WHERE c.id = (o.facts->>'connectionId')::uuid AND ${UNHEALTHY})`;
