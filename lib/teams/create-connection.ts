import { v7 } from "uuid";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import type { Connection } from "../infra/prisma/client.ts";
import { checkModels } from "./check-models.ts";
import {
  accountIdOf,
  auditedConnection,
  type ConnectionSettings,
  checkApiRoot,
  checkConnectionName,
  claimAccount,
  sealToken,
} from "./connection-account.ts";
import { connectionChanged } from "./connection-changed.ts";
import { lockTeam } from "./lock-team.ts";

/**
 * Connects a Telegram bot. Whether its token works shows as the connection's health, soon after.
 * @throws AppError not_found, invalid_input (unknown model, apiRoot by somebody who is no operator), conflict (the bot is
 *   connected already, or the name is taken)
 */
export async function createConnection(options: {
  teamId: string;
  name: string;
  token: string;
  settings: ConnectionSettings;
  assistant: boolean;
  gate: boolean;
  feed: boolean;
  inbox: boolean;
  defaultModel?: string | null | undefined;
  actor: Actor;
  isOperator: boolean;
}): Promise<Connection> {
  const { teamId, name, token, settings, assistant, gate, feed, inbox, defaultModel = null, actor } = options;
  checkApiRoot({ before: undefined, after: settings.apiRoot, isOperator: options.isOperator });
  const id = v7();
  const externalId = accountIdOf(token);
  const connection = await getDb().$transaction(async (tx) => {
    await lockTeam(tx, teamId);
    await checkConnectionName(tx, { teamId, kind: "TELEGRAM", name, exceptId: id });
    await checkModels(tx, { path: "defaultModel", ids: defaultModel ? [defaultModel] : [] });
    await claimAccount(tx, { kind: "TELEGRAM", externalId, apiRoot: settings.apiRoot, exceptId: id });
    const created = await tx.connection.create({
      data: {
        id,
        teamId,
        kind: "TELEGRAM",
        name,
        externalId,
        credentialsEncrypted: sealToken(id, token),
        settings: settings.apiRoot === undefined ? {} : { apiRoot: settings.apiRoot },
        assistant,
        gate,
        feed,
        inbox,
        defaultModel,
      },
    });
    await writeAudit(tx, {
      actor,
      action: "connection.create",
      teamId,
      targetType: "connection",
      targetId: id,
      after: auditedConnection(created),
    });
    return created;
  });
  await connectionChanged({ teamId, connectionId: id });
  return connection;
}
