import { type LoadedConnection, loadConnection } from "../channels/load-connection.ts";
import { checkRights, type Missing } from "./check-rights.ts";
import type { LoadedGroup } from "./load-group.ts";
import { clearTrouble, reportTrouble } from "./trouble.ts";

/**
 * Asks Telegram whether the bot may do all that a group's gate takes, and notes what is wrong, or that nothing is.
 * @returns what is missing; null where the group's bot is not connected any more
 */
export async function recheckGroup(options: {
  group: Pick<LoadedGroup, "id" | "connectionId" | "chatId" | "title" | "channels">;
  connection?: LoadedConnection;
  now: Date;
}): Promise<Missing[] | null> {
  const { group, now } = options;
  const connection = options.connection ?? (await loadConnection(group.connectionId));
  if (!connection?.token) return null;
  const { missing } = await checkRights({ connection, group, channels: group.channels });
  const [first] = missing;
  if (!first) await clearTrouble({ group, now });
  else {
    await reportTrouble({ group, code: first.code, ...(first.isChannel ? { chatId: first.chatId } : {}), now });
  }
  return missing;
}
