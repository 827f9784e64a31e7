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

/**
 * Sets the menus that Telegram shows for the bot's commands. Those without commands are taken away.
 * @param menus of each place first the one for everybody whose language has none of its own
 */
export async function publishCommands(connection: LoadedConnection, menus: CommandMenu[]): Promise<void> {
  const api = telegramApi(connection);
  for (const [place, ofPlace] of Map.groupBy(menus, (menu) => menu.place)) {
    const scope = SCOPES[place];
    // Most bots never had a menu there: they are asked once. The one that is asked for goes last, so that what a process
    // left half done is found again.
    const isBare = ofPlace.every(({ commands }) => commands.length === 0);
    if (isBare && (await api.getMyCommands({ scope })).length === 0) continue;
    for (const { language, commands } of isBare ? ofPlace.toReversed() : ofPlace) {
      const where = { scope, ...(language ? { language_code: language as "en" } : {}) };
      if (commands.length === 0) await api.deleteMyCommands(where);
      else await api.setMyCommands(commands, where);
    }
  }
}
