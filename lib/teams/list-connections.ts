import { getDb } from "../infra/db.ts";
import type { Connection } from "../infra/prisma/client.ts";

/** A team's connections, first made first. */
export async function listConnections(teamId: string): Promise<Connection[]> {
  return getDb().connection.findMany({ where: { teamId, archivedAt: null }, orderBy: { id: "asc" } });
}
