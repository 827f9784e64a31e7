import { LRUCache } from "lru-cache";
import { getDb, isUniqueViolation } from "../infra/db.ts";

/** The name of the connection that stands for a team's own API conversations. */
export const HTTP_CONNECTION_NAME = "API";

// Connections are never removed, and this one is never renamed.
const known = new LRUCache<string, { id: string }>({ max: 10_000 });

/** The team's implicit HTTP connection, made on first use; callers who race for it all get the same one. */
export async function findHttpConnection(teamId: string): Promise<{ id: string }> {
  const cached = known.get(teamId);
  if (cached) return cached;
  const connection = (await read(teamId)) ?? (await create(teamId));
  known.set(teamId, connection);
  return connection;
}

const FIELDS = { id: true } as const;

function read(teamId: string): Promise<{ id: string } | null> {
  return getDb().connection.findUnique({
    where: { teamId_kind_name: { teamId, kind: "HTTP", name: HTTP_CONNECTION_NAME } },
    select: FIELDS,
  });
}

async function create(teamId: string): Promise<{ id: string }> {
  try {
    return await getDb().connection.create({
      data: { teamId, kind: "HTTP", name: HTTP_CONNECTION_NAME, health: "HEALTHY" },
      select: FIELDS,
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const connection = await read(teamId);
    if (!connection) throw error;
    return connection;
  }
}
