import { v7 } from "uuid";
import type { Tx } from "../infra/db.ts";
import type { AlertKind } from "../infra/prisma/enums.ts";

/**
 * Writes down, in the transaction that opens an alert, to whom it goes. Each destination is told of an event once, by a
 * unique index.
 * @returns the deliveries' ids
 */
export async function addDeliveries(
  tx: Tx,
  options: { alert: { id: string; teamId: string | null; kind: AlertKind }; now: Date },
): Promise<string[]> {
  const { alert, now } = options;
  const active = await tx.alertDestination.findMany({
    where: { teamId: alert.teamId, active: true },
    select: { id: true, kinds: true },
  });
  const destinations = active.filter(({ kinds }) => kinds.length === 0 || kinds.includes(alert.kind));
  return insert(tx, { alertId: alert.id, destinations, event: "OPENED", now });
}

/** The same for its end, for whoever was told of its beginning. */
export async function addResolvedDeliveries(tx: Tx, options: { alertId: string; now: Date }): Promise<string[]> {
  const { alertId, now } = options;
  const told = await tx.alertDelivery.findMany({
    where: { alertId, event: "OPENED", destination: { active: true } },
    select: { destinationId: true },
  });
  const destinations = told.map(({ destinationId }) => ({ id: destinationId }));
  return insert(tx, { alertId, destinations, event: "RESOLVED", now });
}

async function insert(
  tx: Tx,
  options: { alertId: string; destinations: { id: string }[]; event: "OPENED" | "RESOLVED"; now: Date },
): Promise<string[]> {
  const { alertId, event, now } = options;
  const rows = options.destinations.map(({ id: destinationId }) => ({
    ...{ id: v7(), alertId, destinationId, event, createdAt: now },
  }));
  if (rows.length > 0) await tx.alertDelivery.createMany({ data: rows, skipDuplicates: true });
  return rows.map(({ id }) => id);
}
