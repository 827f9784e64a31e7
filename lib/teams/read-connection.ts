import { getDb } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import type { Connection } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";

/** @throws AppError not_found, also for another team's connection and for one that was removed */
export async function readConnection(options: { teamId: string; connectionId: string }): Promise<Connection> {
  const connection = await getDb().connection.findUnique({ where: { id: options.connectionId } });
  if (connection?.teamId !== options.teamId || connection.archivedAt)
    throw notFound(said`The connection was not found.`);
  return connection;
}
