import type { LoadedConnection } from "../channels/load-connection.ts";
import { callTelegram, type TelegramCall } from "../channels/telegram/sender/call-telegram.ts";

/** How long a person who asked for something waits for Telegram's limits, in milliseconds. */
const PATIENCE_MS = 8_000;

export type Asked<T> =
  | { ok: true; value: T }
  /** Telegram's no: there is no such chat, or the bot may not know. */
  | { ok: false; why: "refused" }
  /** No answer, now. */
  | { ok: false; why: "unreachable" };

/**
 * Asks the Bot API something that changes nothing, for a person who waits.
 * @param options.chatId the chat it is about; left out where only its name is known
 */
export async function askTelegram<T>(options: {
  connection: LoadedConnection;
  chatId?: number | undefined;
  run: TelegramCall<T>["run"];
}): Promise<Asked<T>> {
  const { connection, run } = options;
  const chatId = options.chatId ?? null;
  const asked = await callTelegram({
    ...{ connection, chatId, run, priority: 0, counts: false, idempotent: true, maxWaitMs: PATIENCE_MS },
  });
  if (asked.ok) return asked;
  const isNo = asked.reason === "forbidden" || asked.reason === "rejected" || asked.reason === "migrated";
  return { ok: false, why: isNo ? "refused" : "unreachable" };
}
