import { encryptSecret } from "../infra/crypto.ts";
import type { Tx } from "../infra/db.ts";
import { encryptionKey } from "../infra/env.ts";
import { fieldError, invalidField } from "../infra/errors.ts";
import type { Connection } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";
import { findAccountHolder } from "./find-account-holder.ts";
import { sandboxApiRoot } from "./sandbox-api-root.ts";

export interface ConnectionSettings {
  /** A self-hosted Bot API server; left out: Telegram's own. */
  apiRoot?: string | undefined;
}

/** A bot's user id is the number in front of its token. */
export function accountIdOf(token: string): string {
  return token.slice(0, token.indexOf(":"));
}

/** Credentials as they are stored: JSON `{ token }`, sealed for this connection's row alone. */
export function sealToken(connectionId: string, token: string): string {
  return encryptSecret(encryptionKey(), JSON.stringify({ token }), `connection:${connectionId}`);
}

export function settingsOf(connection: Connection): ConnectionSettings {
  const { apiRoot } = (connection.settings ?? {}) as ConnectionSettings;
  return apiRoot === undefined ? {} : { apiRoot };
}

/**
 * A server that a tenant could choose would receive our requests: only operators may name or change it. A demo's own
 * sandbox is for everybody to try.
 * @throws AppError invalid_input
 */
export function checkApiRoot(options: {
  before: string | undefined;
  after: string | undefined;
  isOperator: boolean;
}): void {
  const isSandbox = options.after !== undefined && options.after === sandboxApiRoot();
  if (options.before !== options.after && !isSandbox && !options.isOperator) {
    throw invalidField("settings.apiRoot", said`Only an operator may set the Bot API server.`);
  }
}

/**
 * Refuses an account that another active connection holds: two pollers of one bot would take each other's updates. Where
 * nobody has proven yet that the bot is theirs, whoever does so first will hold it.
 * @throws AppError conflict
 */
export async function claimAccount(
  tx: Tx,
  options: { kind: Connection["kind"]; externalId: string; apiRoot: string | undefined; exceptId: string },
): Promise<void> {
  if (await findAccountHolder(tx, options)) {
    const message = said`This bot account is connected already: pause that connection first, or use another bot's token.`;
    throw fieldError("conflict", "token", message);
  }
}

/** What the audit log keeps of a connection: no credentials. */
export function auditedConnection(connection: Connection): Record<string, unknown> {
  const { name, kind, externalId, assistant, gate, feed, inbox, defaultModel, active } = connection;
  const settings = settingsOf(connection);
  return { name, kind: kind.toLowerCase(), externalId, settings, assistant, gate, feed, inbox, defaultModel, active };
}

/** @throws AppError conflict when the team has another connection of that name */
export async function checkConnectionName(
  tx: Tx,
  options: { teamId: string; kind: Connection["kind"]; name: string; exceptId: string },
): Promise<void> {
  const { teamId, kind, name, exceptId } = options;
  const other = await tx.connection.findFirst({ where: { teamId, kind, name, id: { not: exceptId } } });
  if (!other) return;
  const message = said`The team has another connection named "${name}".`;
  throw fieldError("conflict", "name", message);
}
