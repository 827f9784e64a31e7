import type { LoadedConnection } from "../load-connection.ts";
import { telegramApi } from "./client.ts";

/** Sets the menu that Telegram shows for the bot's commands. */
export async function publishCommands(
  connection: LoadedConnection,
  commands: { command: string; description: string }[],
): Promise<void> {
  const api = telegramApi(connection);
  if (commands.length === 0) await api.deleteMyCommands();
  else await api.setMyCommands(commands);
}
