import type { LoadedConnection } from "../load-connection.ts";
import { telegramApi } from "./client.ts";

export interface CommandMenu {
  /** Whom it is shown to. */
  place: "everybody" | "private" | "admins";
  /** An ISO 639-1 code; left out: everybody whose language has no menu of its own. */
  language?: string;
  commands: { command: string; description: string }[];
}

const SCOPES = {
  everybody: { type: "default" },
  private: { type: "all_private_chats" },
  admins: { type: "all_chat_administrators" },
} as const;

/** Sets the menus that Telegram shows for the bot's commands. One without commands is taken away. */
export async function publishCommands(connection: LoadedConnection, menus: CommandMenu[]): Promise<void> {
  const api = telegramApi(connection);
  for (const { place, language, commands } of menus) {
    const where = { scope: SCOPES[place], ...(language ? { language_code: language as "en" } : {}) };
    if (commands.length === 0) await api.deleteMyCommands(where);
    else await api.setMyCommands(commands, where);
  }
}
