import { LRUCache } from "lru-cache";
import { getDb } from "../infra/db.ts";
import { findOrCreate } from "../infra/find-or-create.ts";

/** The name of the connection that stands for a team's own API conversations. */
export const HTTP_CONNECTION_NAME = "API";

// Connections are never removed, and this one is never renamed.
const known = new LRUCache<string, { id: string }>({ max: 10_000 });

/** The team's implicit HTTP connection, made on first use; callers who race for it all get the same one. */
export async function findHttpConnection(teamId: string): Promise<{ id: string }> {
  const cached = known.get(teamId);
  if (cached) return cached;
  const connection = await findOrCreate(
    () => read(teamId),
    () => create(teamId),
  );
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

function create(teamId: string): Promise<{ id: string }> {
  return getDb().connection.create({
    data: { teamId, kind: "HTTP", name: HTTP_CONNECTION_NAME, health: "HEALTHY" },
    select: FIELDS,
  });
}
