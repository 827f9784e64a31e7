import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb, type Tx } from "../infra/db.ts";
import { AppError, notFound } from "../infra/errors.ts";
import type { Connection, Prisma } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";
import { checkModels } from "./check-models.ts";
import {
  accountIdOf,
  auditedConnection,
  type ConnectionSettings,
  checkApiRoot,
  checkConnectionName,
  claimAccount,
  sealToken,
  settingsOf,
} from "./connection-account.ts";
import { connectionChanged } from "./connection-changed.ts";
import { lockTeam } from "./lock-team.ts";

export interface ConnectionChanges {
  name?: string | undefined;
  token?: string | undefined;
  settings?: ConnectionSettings | undefined;
  assistant?: boolean | undefined;
  gate?: boolean | undefined;
  feed?: boolean | undefined;
  inbox?: boolean | undefined;
  defaultModel?: string | null | undefined;
  /** False pauses the connection, true resumes it. */
  active?: boolean | undefined;
}

/**
 * Changes a connection; what is left out stays. A new token of another bot starts its polling from the beginning.
 * @throws AppError not_found, invalid_input, conflict (the bot is connected elsewhere, or the name is taken)
 */
export async function updateConnection(options: {
  teamId: string;
  connectionId: string;
  changes: ConnectionChanges;
  actor: Actor;
  isOperator: boolean;
}): Promise<Connection> {
  const { teamId, connectionId, changes, actor, isOperator } = options;
  const connection = await getDb().$transaction(async (tx) => {
    await lockTeam(tx, teamId);
    // The access code is written without the team's lock, and must not be lost with settings read before it.
    await tx.$executeRaw`SELECT 1 FROM connections WHERE id = ${connectionId}::uuid FOR UPDATE`;
    const before = await tx.connection.findUnique({ where: { id: connectionId } });
    if (before?.teamId !== teamId || before.archivedAt) throw notFound(said`The connection was not found.`);
    const data = await toData(tx, before, changes, isOperator);
    const after = await tx.connection.update({ where: { id: connectionId }, data });
    const replaced = changes.token === undefined ? {} : { tokenReplaced: true };
    await writeAudit(tx, {
      actor,
      action: actionOf(changes),
      teamId,
      targetType: "connection",
      targetId: connectionId,
      before: auditedConnection(before),
      after: { ...auditedConnection(after), ...replaced },
    });
    return after;
  });
  await connectionChanged({ teamId, connectionId });
  return connection;
}

async function toData(
  tx: Tx,
  before: Connection,
  changes: ConnectionChanges,
  isOperator: boolean,
): Promise<Prisma.ConnectionUpdateInput> {
  const { name, token, settings, assistant, gate, feed, inbox, defaultModel, active } = changes;
  if (token !== undefined && before.kind !== "TELEGRAM") {
    throw new AppError("conflict", said`Only a Telegram connection has a bot token.`);
  }
  const apiRootBefore = settingsOf(before).apiRoot;
  const apiRoot = settings ? settings.apiRoot : apiRootBefore;
  checkApiRoot({ before: apiRootBefore, after: apiRoot, isOperator });
  const externalId = token === undefined ? before.externalId : accountIdOf(token);
  const willBeActive = active ?? before.active;
  const accountMoves = externalId !== before.externalId || apiRoot !== apiRootBefore;
  if (willBeActive && externalId && (accountMoves || !before.active)) {
    await claimAccount(tx, { kind: before.kind, externalId, apiRoot, exceptId: before.id });
  }
  if (name !== undefined && name !== before.name) {
    if (before.kind === "HTTP") {
      // It is found by its name: under another one, the next call would begin with no rooms and no end users.
      throw new AppError("conflict", said`The conversation API's own connection keeps its name.`);
    }
    await checkConnectionName(tx, { teamId: before.teamId, kind: before.kind, name, exceptId: before.id });
  }
  await checkModels(tx, { path: "defaultModel", ids: defaultModel ? [defaultModel] : [] });
  return {
    ...(name === undefined ? {} : { name }),
    ...(settings === undefined ? {} : { settings: withApiRoot(before, apiRoot) }),
    ...(assistant === undefined ? {} : { assistant }),
    ...(gate === undefined ? {} : { gate }),
    ...(feed === undefined ? {} : { feed }),
    ...(inbox === undefined ? {} : { inbox }),
    ...(defaultModel === undefined ? {} : { defaultModel }),
    ...(active === undefined ? {} : { active }),
    ...(token === undefined ? {} : { credentialsEncrypted: sealToken(before.id, token), externalId }),
    ...(token === undefined && !accountMoves ? {} : { health: "UNKNOWN", healthReason: null }),
    ...(accountMoves ? { pollOffset: 0n, username: null } : {}),
  };
}

/** The settings hold more than the API shows, such as the access code, which stays. */
function withApiRoot(before: Connection, apiRoot: string | undefined): Prisma.InputJsonObject {
  const { apiRoot: _, ...rest } = (before.settings ?? {}) as Prisma.InputJsonObject;
  return apiRoot === undefined ? rest : { ...rest, apiRoot };
}

function actionOf({ active }: ConnectionChanges): string {
  if (active === undefined) return "connection.update";
  return active ? "connection.resume" : "connection.pause";
}
