import { loadConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";
import { getPool } from "../infra/db.ts";
import { readPeople, WARNING_COLUMNS, type WarningRow } from "./warning-row.ts";

const PATIENCE_MS = 5_000;

type FoundRow = WarningRow & { connectionId: string; chatId: number };

/**
 * Takes a warning away; done twice, it comes to the same.
 * @throws Error when Telegram could not be asked now: to be tried again
 */
export async function removeWarning(options: { warningId: string }): Promise<void> {
  const { rows } = await getPool().query<FoundRow>({
    name: "gate-find-warning",
    text: `SELECT ${WARNING_COLUMNS}, g.connection_id AS "connectionId", g.chat_id::float8 AS "chatId"
      FROM gate_warnings w JOIN protected_groups g ON g.id = w.group_id WHERE w.id = $1 AND w.removed_at IS NULL`,
    values: [options.warningId],
  });
  const [warning] = rows;
  if (!warning) return;
  await deleteAtTelegram({ ...warning, people: readPeople(warning.people) });
  await getPool().query({
    name: "gate-warning-removed",
    text: "UPDATE gate_warnings SET removed_at = now() WHERE id = $1",
    values: [warning.id],
  });
}

async function deleteAtTelegram(warning: FoundRow): Promise<void> {
  const { connectionId, chatId, messageId, ephemeralId } = warning;
  const connection = await loadConnection(connectionId);
  if (!connection?.token || (messageId === null && ephemeralId === null)) return;
  const receiver = warning.people[0]?.id ?? 0;
  const result = await callTelegram({
    ...{ connection, chatId, priority: 1, counts: false, idempotent: true, maxWaitMs: PATIENCE_MS },
    run: (api, signal) =>
      ephemeralId === null
        ? api.deleteMessage(chatId, messageId as number, signal)
        : api.deleteEphemeralMessage(chatId, receiver, ephemeralId, signal),
  });
  // Gone already, or the bot may not: either way there is nothing to try again.
  if (!result.ok && (result.reason === "wait" || result.reason === "unknown")) {
    throw new Error(`a warning was not removed: ${result.reason}`);
  }
}
