import { getDb } from "../infra/db.ts";
import type { Connection, EndUser } from "../infra/prisma/client.ts";

export type ListedEndUser = EndUser & { connection: Pick<Connection, "name" | "kind"> };

/**
 * A team's end users, newest first.
 * @param options.q only those whose name contains it, or whose id at the platform begins with it
 * @param options.before only ones older than the one with this id
 */
export async function listEndUsers(options: {
  teamId: string;
  q?: string | undefined;
  before?: string | undefined;
  limit: number;
}): Promise<ListedEndUser[]> {
  const { teamId, q, before, limit } = options;
  return getDb().endUser.findMany({
    where: {
      teamId,
      ...(before ? { id: { lt: before } } : {}),
      ...(q ? { OR: [{ name: { contains: q, mode: "insensitive" } }, { externalId: { startsWith: q } }] } : {}),
    },
    include: { connection: { select: { name: true, kind: true } } },
    orderBy: { id: "desc" },
    take: limit,
  });
}
