import { getDb } from "../infra/db.ts";
import { connectionChanged } from "../teams/connection-changed.ts";
import { PROVEN } from "../teams/find-account-holder.ts";
import type { ConnectionCheck } from "./adapter.ts";
import { forgetConnection, type LoadedConnection, toLoaded } from "./load-connection.ts";
import { findAdapter } from "./registry.ts";
import { takeAccount } from "./take-account.ts";

/**
 * Asks the platform whether the connection's credentials work, and stores the account's id and name, and its health with
 * the reason in plain words. Does nothing for a connection that does not exist.
 */
export async function checkConnection(connectionId: string): Promise<void> {
  const row = await getDb().connection.findUnique({ where: { id: connectionId } });
  if (!row || row.archivedAt) return;
  const connection = toLoaded(row);
  const adapter = findAdapter(connection.kind);
  if (!adapter?.check) return;
  const found = await adapter.check(connection);
  await storeHealth(connection, found.ok ? await takeAccount(row, found) : found);
}

/** Writes what a check, or a call that failed, says about a connection. Tells the other processes when it is news. */
export async function storeHealth(connection: LoadedConnection, check: ConnectionCheck): Promise<void> {
  const state = check.ok
    ? { health: "HEALTHY" as const, healthReason: null, externalId: check.externalId, username: check.username }
    : { health: "UNHEALTHY" as const, healthReason: check.reason };
  const before = await getDb().connection.findUnique({
    where: { id: connection.id },
    select: { health: true, healthReason: true, username: true, externalId: true, archivedAt: true },
  });
  if (!before || before.archivedAt) return;
  await getDb().connection.updateMany({
    where: { id: connection.id, archivedAt: null },
    data: { ...state, healthCheckedAt: new Date() },
  });
  if (!check.ok && !check.temporary) {
    // Credentials that the platform refuses hold no account any more.
    await getDb()
      .$executeRaw`UPDATE connections SET settings = settings - ${PROVEN}::text WHERE id = ${connection.id}::uuid`;
  }
  const isNews =
    before.health !== state.health ||
    before.healthReason !== state.healthReason ||
    (check.ok && (before.username !== check.username || before.externalId !== check.externalId));
  if (!isNews) return;
  forgetConnection(connection.id);
  await connectionChanged({ connectionId: connection.id, teamId: connection.teamId });
}
