import { type LoadedConnection, loadConnection } from "../channels/load-connection.ts";
import { checkRights, type Missing } from "./check-rights.ts";
import type { LoadedGroup } from "./load-group.ts";
import { clearTrouble, reportTrouble } from "./trouble.ts";

/**
 * Asks Telegram whether the bot may do all that a group's gate takes, and notes what is wrong, or that nothing is.
 * @returns what is missing; null where the group's bot is not connected any more
 */
export async function recheckGroup(options: {
  group: Pick<LoadedGroup, "id" | "connectionId" | "chatId" | "title" | "channels" | "trouble" | "troubleChatId">;
  connection?: LoadedConnection;
  now: Date;
}): Promise<Missing[] | null> {
  const { group, now } = options;
  const connection = options.connection ?? (await loadConnection(group.connectionId));
  if (!connection?.token) return null;
  const { missing } = await checkRights({ connection, group, channels: group.channels });
  const [first] = missing;
  if (!first) await clearTrouble({ group, now });
  else if (!isKnown(group, missing)) {
    const chatId = first.isChannel ? { chatId: first.chatId } : {};
    await reportTrouble({ group, code: first.code, ...chatId, replaces: group.trouble, now });
  }
  return missing;
}

/** Whether the group's trouble is still among what is missing. What a silent Telegram does not tell may well be. */
function isKnown(
  { trouble, troubleChatId }: Pick<LoadedGroup, "trouble" | "troubleChatId">,
  missing: Missing[],
): boolean {
  if (trouble === null) return false;
  return missing.some(
    ({ code, chatId, isChannel }) =>
      code === "telegram_unreachable" || (code === trouble && (isChannel ? chatId : null) === troubleChatId),
  );
}
