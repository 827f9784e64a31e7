import { getDb } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { publish } from "../infra/relay.ts";
import type { ConnectionCheck } from "./adapter.ts";
import { forgetConnection, type LoadedConnection, toLoaded } from "./load-connection.ts";
import { findAdapter } from "./registry.ts";

/** The relay topic that tells every process that a connection was made, changed or removed. */
export const CONNECTIONS_CHANGED = "connections.changed";

/**
 * Asks the platform whether the connection's credentials work, and stores the account's id and name, and its health with
 * the reason in plain words. Does nothing for a connection that does not exist.
 */
export async function checkConnection(connectionId: string): Promise<void> {
  const row = await getDb().connection.findUnique({ where: { id: connectionId } });
  if (!row) return;
  const connection = toLoaded(row);
  const adapter = findAdapter(connection.kind);
  if (!adapter?.check) return;
  const found = await adapter.check(connection);
  await storeHealth(connection, found.ok ? await refuseSecondUse(connection, found) : found);
}

/** Writes what a check, or a call that failed, says about a connection. Tells the other processes when it is news. */
export async function storeHealth(connection: LoadedConnection, check: ConnectionCheck): Promise<void> {
  const state = check.ok
    ? { health: "HEALTHY" as const, healthReason: null, externalId: check.externalId, username: check.username }
    : { health: "UNHEALTHY" as const, healthReason: check.reason };
  const before = await getDb().connection.findUnique({
    where: { id: connection.id },
    select: { health: true, healthReason: true, username: true, externalId: true },
  });
  if (!before) return;
  await getDb().connection.updateMany({
    where: { id: connection.id },
    data: { ...state, healthCheckedAt: new Date() },
  });
  const isNews =
    before.health !== state.health ||
    before.healthReason !== state.healthReason ||
    (check.ok && (before.username !== check.username || before.externalId !== check.externalId));
  if (!isNews) return;
  forgetConnection(connection.id);
  await publish(CONNECTIONS_CHANGED, { connectionId: connection.id, teamId: connection.teamId }).catch((err) =>
    log().warn({ err }, "a connection's change was not announced"),
  );
}

/** Two connections of one account would take each other's messages, so the one that came later is refused. */
async function refuseSecondUse(
  connection: LoadedConnection,
  found: ConnectionCheck & { ok: true },
): Promise<ConnectionCheck> {
  const first = await getDb().connection.findFirst({
    where: { kind: connection.kind, externalId: found.externalId, active: true, team: { active: true } },
    orderBy: { id: "asc" },
    select: { id: true, teamId: true, name: true, settings: true },
  });
  if (!first || first.id >= connection.id) return found;
  // The same number at another server is another account.
  const elsewhere = (first.settings as { apiRoot?: string }).apiRoot !== connection.settings.apiRoot;
  if (elsewhere) return found;
  const where = first.teamId === connection.teamId ? `as “${first.name}”` : "by another team";
  return {
    ok: false,
    temporary: true,
    reason: `This account is already connected ${where}. Give this connection its own.`,
  };
}
