import { type LoadedConnection, loadConnection } from "../channels/load-connection.ts";
import { readInitData } from "../channels/telegram/read-init-data.ts";
import { AppError, notFound } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { loadTeamConfig } from "../teams/load-team-config.ts";
import { type ChecklistRow, findChecklist } from "./checklist-row.ts";
import type { GateCase } from "./gate-case.ts";
import { type LoadedGroup, readLoadedGroup } from "./load-group.ts";

export interface OpenedChecklist {
  row: ChecklistRow;
  connection: LoadedConnection;
  /** Whose title is shown also when it is no longer protected. */
  group: LoadedGroup;
  person: GateCase["person"];
}

/**
 * Finds the checklist that somebody opened in Telegram, and makes sure that it is theirs: signed for this bot, within the
 * hour, for this person, this query and this group.
 * @throws AppError unauthenticated for what Telegram did not sign, not_found alike for what is not there and another's
 */
export async function openChecklist(options: {
  checklistId: string;
  initData: string;
  now: Date;
}): Promise<OpenedChecklist> {
  const { checklistId, initData, now } = options;
  const missing = () => notFound(said`The request to join was not found.`);
  const row = await findChecklist(checklistId);
  const [connection, group] = row
    ? await Promise.all([loadConnection(row.connectionId), readLoadedGroup(row.groupId)])
    : [];
  if (!row || !group || !connection?.token) throw missing();
  const visitor = readInitData({ initData, token: connection.token, now });
  if (!visitor) {
    throw new AppError(
      "unauthenticated",
      said`This page has to be opened in Telegram, and again after an hour: what Telegram says of you is missing, not genuine or too old.`,
    );
  }
  const isTheirs = visitor.userId === row.userId && visitor.joinQueryId === row.queryId;
  if (!isTheirs || (visitor.chatId !== null && visitor.chatId !== group.chatId)) throw missing();
  const isWorking = connection.active && connection.gate && (await loadTeamConfig(connection.teamId)).active;
  if (!isWorking) throw missing();
  const { name, username, language } = visitor;
  return { row, connection, group, person: { id: row.userId, name, username, language } };
}
