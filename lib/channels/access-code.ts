import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { constantTimeEqual } from "../infra/crypto.ts";
import { getDb } from "../infra/db.ts";
import type { InboundCommand } from "./adapter.ts";
import { forgetConnection, type LoadedConnection } from "./load-connection.ts";
import { newAccessCode, openAccessCode, sealAccessCode } from "./sealed-access-code.ts";

export type Access = "granted" | "just-granted" | "denied";

/**
 * Whether a person may talk to a bot. Where the team requires it, they are let in once, for good, by the connection's
 * access code, which the link `https://t.me/<bot>?start=<code>` sends for them. An API caller is let in by its key.
 */
export async function findAccess(options: {
  turn: { endUser: { settings: { authorized?: boolean } }; meta: { command?: InboundCommand } };
  config: { requiresAuth: { value: boolean } };
  connection: LoadedConnection;
  isGroup: boolean;
}): Promise<Access> {
  const { turn, config, connection, isGroup } = options;
  if (connection.kind === "HTTP" || !config.requiresAuth.value || turn.endUser.settings.authorized === true) {
    return "granted";
  }
  const { command } = turn.meta;
  // A code sent in a group would be known to all of it.
  if (isGroup || command?.name !== "start" || command.args === "") return "denied";
  const expected = connection.settings.accessCode ?? (await ensureAccessCode(connection.id));
  return expected !== null && constantTimeEqual(command.args, expected) ? "just-granted" : "denied";
}

/**
 * The connection's access code, made when it has none yet; it stays until an admin replaces it.
 * @param actor who needs it; left out: Switchboard itself
 * @returns null for a connection that does not exist
 */
export async function ensureAccessCode(connectionId: string, actor: Actor = SYSTEM): Promise<string | null> {
  const code = await getDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM connections WHERE id = ${connectionId}::uuid FOR UPDATE`;
    const row = await tx.connection.findUnique({ where: { id: connectionId } });
    if (!row || row.archivedAt) return null;
    const known = openAccessCode(row);
    if (known) return known;
    const fresh = newAccessCode();
    await tx.$executeRaw`UPDATE connections
      SET settings = settings || jsonb_build_object('accessCodeSealed', ${sealAccessCode(row.id, fresh)}::text)
      WHERE id = ${row.id}::uuid`;
    await writeAudit(tx, {
      actor,
      action: "connection.access_code.create",
      teamId: row.teamId,
      targetType: "connection",
      targetId: row.id,
      after: { accessCodeMade: true },
    });
    return fresh;
  });
  forgetConnection(connectionId);
  return code;
}

const SYSTEM: Actor = { type: "system", id: null, label: "bots" };
