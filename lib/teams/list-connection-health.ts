import { getDb } from "../infra/db.ts";
import type { Connection } from "../infra/prisma/client.ts";

/**
 * Connections with their teams' names: running ones first, and among them those in trouble.
 * @param options.teamIds only these teams'; undefined: all
 */
export async function listConnectionHealth(options: {
  teamIds?: string[] | undefined;
  limit: number;
}): Promise<(Connection & { team: { displayName: string } })[]> {
  return getDb().connection.findMany({
    where: {
      archivedAt: null,
      ...(options.teamIds ? { teamId: { in: options.teamIds } } : {}),
      // The conversation API's own, one per team: nothing about it can be unwell.
      kind: { not: "HTTP" },
    },
    include: { team: { select: { displayName: true } } },
    // The enum's order in the database is unknown, healthy, unhealthy.
    orderBy: [{ active: "desc" }, { health: "desc" }, { id: "asc" }],
    take: options.limit,
  });
}
