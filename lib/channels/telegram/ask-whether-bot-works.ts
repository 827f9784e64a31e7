import type { LoadedConnection } from "../load-connection.ts";
import { callTelegram } from "./sender/call-telegram.ts";

/** Asks Telegram something that changes nothing, to know whether it can be reached and takes the bot's token. */
export async function askWhetherBotWorks(
  connection: LoadedConnection,
): Promise<"works" | "unreachable" | "unauthorized"> {
  const asked = await callTelegram({
    ...{ connection, chatId: null, priority: 2, counts: false, idempotent: false, maxWaitMs: 1_000 },
    run: (api, signal) => api.getMe(signal),
  });
  if (asked.ok) return "works";
  return asked.reason === "unauthorized" ? "unauthorized" : "unreachable";
}
