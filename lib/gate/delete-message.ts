import { type LoadedConnection, loadConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";
import { enqueueChore } from "./enqueue-chore.ts";
import { type LoadedGroup, readLoadedGroup } from "./load-group.ts";
import { noteWorked } from "./note-worked.ts";
import { readGroupRefusal } from "./read-refusal.ts";
import { reportTrouble } from "./trouble.ts";

const PATIENCE_MS = 2_000;

/** Deletes a message: now, or as soon as Telegram lets us. */
export async function deleteMessage(options: {
  connection: LoadedConnection;
  group: Pick<LoadedGroup, "id" | "chatId" | "trouble">;
  messageId: number;
}): Promise<void> {
  const { group, messageId } = options;
  const retryMs = await tryDelete(options);
  if (retryMs === 0) return;
  const jobId = `delete-${group.id}-${messageId}`;
  await enqueueChore({ kind: "delete", id: group.id, messageId }, { jobId, delayMs: retryMs });
}

/**
 * The same as a chore of its own.
 * @throws Error when it has to be tried again
 */
export async function deleteLater(options: { groupId: string; messageId: number }): Promise<void> {
  const group = await readLoadedGroup(options.groupId);
  const connection = group ? await loadConnection(group.connectionId) : null;
  if (!group || !connection?.token) return;
  if ((await tryDelete({ connection, group, messageId: options.messageId })) > 0) {
    throw new Error("a message was not deleted yet");
  }
}

/** @returns 0 when there is nothing more to try, else in how many milliseconds */
async function tryDelete(options: {
  connection: LoadedConnection;
  group: Pick<LoadedGroup, "id" | "chatId" | "trouble">;
  messageId: number;
}): Promise<number> {
  const { connection, group, messageId } = options;
  const result = await callTelegram({
    ...{ connection, chatId: group.chatId, priority: 1, counts: false, idempotent: true, maxWaitMs: PATIENCE_MS },
    run: (api, signal) => api.deleteMessage(group.chatId, messageId, signal),
  });
  if (result.ok) {
    await noteWorked({ group, proves: ["cannot_delete", "bot_not_admin", "bot_not_in_group"] });
    return 0;
  }
  if (result.reason === "wait") return result.seconds * 1_000;
  if (result.reason === "unknown") return 2_000;
  const code = readGroupRefusal(result, "cannot_delete");
  if (code) await reportTrouble({ group, code, now: new Date() });
  return 0;
}
