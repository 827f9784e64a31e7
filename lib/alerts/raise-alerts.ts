import { v7 } from "uuid";
import { getDb } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { counter } from "../infra/metrics.ts";
import { addDeliveries } from "./add-deliveries.ts";
import { type AlertFacts, SEVERITY } from "./alert-facts.ts";
import { queueDeliveries } from "./queue-deliveries.ts";

export interface NewAlert {
  /** Null: the operators'. */
  teamId: string | null;
  /** One open alert per key. */
  dedupeKey: string;
  facts: AlertFacts;
}

/**
 * Raises what is not open already, each with its deliveries in one transaction: the partial unique index decides who of
 * several racers does it. A process killed after that leaves deliveries that the next sweep queues.
 * @returns the alerts that are new
 */
export async function raiseAlerts(options: { alerts: NewAlert[]; now: Date }): Promise<string[]> {
  const { alerts, now } = options;
  if (alerts.length === 0) return [];
  const open = await getDb().alert.findMany({
    where: { dedupeKey: { in: alerts.map(({ dedupeKey }) => dedupeKey) }, resolvedAt: null },
    select: { dedupeKey: true },
  });
  const known = new Set(open.map(({ dedupeKey }) => dedupeKey));
  const raised: string[] = [];
  for (const alert of alerts) {
    if (known.has(alert.dedupeKey)) continue;
    const id = await raise(alert, now);
    if (id) raised.push(id);
  }
  return raised;
}

async function raise({ teamId, dedupeKey, facts }: NewAlert, now: Date): Promise<string | null> {
  const { kind, ...rest } = facts;
  const id = v7();
  const deliveries = await getDb().$transaction(async (tx) => {
    const made = await tx.$executeRaw`
      INSERT INTO alerts (id, team_id, kind, severity, dedupe_key, facts, opened_at)
      VALUES (${id}::uuid, ${teamId}::uuid, ${kind}::"AlertKind", ${SEVERITY[kind]}::"AlertSeverity", ${dedupeKey},
              ${JSON.stringify(rest)}::jsonb, ${now})
      ON CONFLICT (dedupe_key) WHERE resolved_at IS NULL DO NOTHING`;
    return made === 1 ? addDeliveries(tx, { alert: { id, teamId, kind }, now }) : null;
  });
  if (!deliveries) return null;
  counter("switchboard_alerts_total", "Alerts raised", ["kind"]).inc({ kind });
  log().warn({ alertId: id, teamId, kind }, "alert raised");
  await queueDeliveries(deliveries);
  return id;
}
