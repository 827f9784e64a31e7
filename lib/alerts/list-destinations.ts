import { getDb, getPool } from "../infra/db.ts";
import type { AlertDelivery, AlertDestination, Prisma } from "../infra/prisma/client.ts";

export interface ListedDestination {
  destination: AlertDestination;
  /** The bot's name, for one that writes to a chat. */
  connection: { id: string; name: string; teamId: string } | null;
  latest: AlertDelivery | null;
}

/** @param options.teamId null for the operators' */
export async function listDestinations(options: { teamId: string | null }): Promise<ListedDestination[]> {
  const rows = await getDb().alertDestination.findMany({ where: options, orderBy: { id: "asc" } });
  return withDetails(rows);
}

/** The same of single ones. */
export async function withDetails(rows: AlertDestination[]): Promise<ListedDestination[]> {
  const connectionIds = rows.flatMap(({ connectionId }) => connectionId ?? []);
  const [connections, latest] = await Promise.all([
    getDb().connection.findMany({
      where: { id: { in: connectionIds } },
      select: { id: true, name: true, teamId: true },
    }),
    latestOf(rows.map(({ id }) => id)),
  ]);
  return rows.map((destination) => ({
    destination,
    connection: connections.find(({ id }) => id === destination.connectionId) ?? null,
    latest: latest.find(({ destinationId }) => destinationId === destination.id) ?? null,
  }));
}

/** The team of a destination: null for the operators', undefined when there is no such one. */
export async function findDestinationTeam(destinationId: string): Promise<string | null | undefined> {
  const found = await getDb().alertDestination.findUnique({ where: { id: destinationId }, select: { teamId: true } });
  return found ? found.teamId : undefined;
}

export type ListedDelivery = Prisma.AlertDeliveryGetPayload<{ include: { alert: true } }>;

/** What was sent to one destination, newest first. */
export async function listDeliveries(options: {
  destinationId: string;
  before: string | undefined;
  limit: number;
}): Promise<ListedDelivery[]> {
  const { destinationId, before, limit } = options;
  return getDb().alertDelivery.findMany({
    where: { destinationId, ...(before ? { id: { lt: before } } : {}) },
    include: { alert: true },
    orderBy: { id: "desc" },
    take: limit,
  });
}

async function latestOf(destinationIds: string[]): Promise<AlertDelivery[]> {
  if (destinationIds.length === 0) return [];
  const { rows } = await getPool().query<{ id: string }>(LATEST, [destinationIds]);
  return getDb().alertDelivery.findMany({ where: { id: { in: rows.map(({ id }) => id) } } });
}

const LATEST = `
SELECT d.id FROM unnest($1::uuid[]) AS of(id)
 CROSS JOIN LATERAL (
   SELECT id FROM alert_deliveries WHERE destination_id = of.id ORDER BY id DESC LIMIT 1) d`;
