import { randomBytes } from "node:crypto";
import { constantTimeEqual } from "../infra/crypto.ts";
import { getPool } from "../infra/db.ts";
import type { InboundCommand } from "./adapter.ts";
import { forgetConnection, type LoadedConnection } from "./load-connection.ts";

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
 * The connection's access code, made when it has none yet; it stays until an admin changes it in the settings.
 * @returns null for a connection that does not exist
 */
export async function ensureAccessCode(connectionId: string): Promise<string | null> {
  // 128 bits, in the characters that Telegram's start links may have.
  const fresh = randomBytes(16).toString("base64url");
  const { rows } = await getPool().query<{ code: string }>({
    name: "connection-access-code",
    text: `UPDATE connections SET settings = jsonb_build_object('accessCode', $2::text) || settings WHERE id = $1
      RETURNING settings->>'accessCode' AS code`,
    values: [connectionId, fresh],
  });
  forgetConnection(connectionId);
  return rows[0]?.code ?? null;
}
