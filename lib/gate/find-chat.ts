import type { ChatFullInfo } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { type Asked, askTelegram } from "./ask-telegram.ts";

/** Telegram's names have 5 letters or more; sold ones have 4. */
const NAME = /^(?:https?:\/\/)?(?:(?:t|telegram)\.me\/|@)?([a-z][a-z0-9_]{3,31})\/?$/i;

/**
 * A chat by what people call it: `@name`, `t.me/name`, or its id. Apps show a channel's id without the `-100` before it:
 * both are understood.
 * @returns `refused` where Telegram has no such chat, or hides it from this bot
 */
export async function findChat(options: {
  connection: LoadedConnection;
  reference: string | number;
}): Promise<Asked<ChatFullInfo>> {
  const { connection } = options;
  const reference = String(options.reference).trim();
  const name = NAME.exec(reference)?.[1];
  if (name) return ask(connection, `@${name}`);
  const id = Number(reference);
  if (!Number.isSafeInteger(id) || id === 0) return { ok: false, why: "refused" };
  return ask(connection, id < 0 ? id : Number(`-100${id}`));
}

function ask(connection: LoadedConnection, chat: string | number): Promise<Asked<ChatFullInfo>> {
  return askTelegram({
    connection,
    ...(typeof chat === "number" ? { chatId: chat } : {}),
    run: (api, signal) => api.getChat(chat, signal),
  });
}
