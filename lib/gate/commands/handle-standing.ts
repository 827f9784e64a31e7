import type { ChatMemberUpdated } from "grammy/types";
import type { LoadedConnection } from "../../channels/load-connection.ts";

/** Follows the bot's own standing in a group or channel: added, promoted, demoted, removed. */
export async function handleGateStanding(_options: {
  connection: LoadedConnection;
  event: ChatMemberUpdated;
  now: Date;
}): Promise<void> {}
