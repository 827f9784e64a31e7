import type { Message } from "grammy/types";
import type { LoadedConnection } from "../../channels/load-connection.ts";

/**
 * Takes a message that answers the bot's question in a set-up dialog.
 * @returns whether it did: then it is for nobody else
 */
export async function handleGateReply(_options: {
  connection: LoadedConnection;
  message: Message;
  group: { id: string } | null;
  now: Date;
}): Promise<boolean> {
  return false;
}
