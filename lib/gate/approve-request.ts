import type { LoadedConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";
import type { LoadedGroup } from "./load-group.ts";
import { noteWorked } from "./note-worked.ts";
import { readGroupRefusal } from "./read-refusal.ts";
import { reportTrouble } from "./trouble.ts";

const PATIENCE_MS = 3_000;

/**
 * Lets somebody in who asked.
 * @returns false when there is no such request (any more), or the bot may not
 * @throws Error when Telegram could not be asked now: to be tried again
 */
export async function approveRequest(options: {
  connection: LoadedConnection;
  group: Pick<LoadedGroup, "id" | "chatId" | "trouble">;
  userId: number;
}): Promise<boolean> {
  const { connection, group, userId } = options;
  const result = await callTelegram({
    ...{ connection, chatId: group.chatId, priority: 1, counts: false, idempotent: true, maxWaitMs: PATIENCE_MS },
    run: (api, signal) => api.approveChatJoinRequest(group.chatId, userId, signal),
  });
  if (result.ok) {
    await noteWorked({ group, proves: ["cannot_invite", "bot_not_admin", "bot_not_in_group"] });
    return true;
  }
  const code = readGroupRefusal(result, "cannot_invite");
  if (code) await reportTrouble({ group, code, now: new Date() });
  // They must not wait at the door because Telegram was busy.
  if (result.reason === "wait" || result.reason === "unknown") throw new Error(`not let in yet: ${result.reason}`);
  return false;
}
