import type { LoadedConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";

const ANSWERS_WITHIN_MS = 4_000;

/** Whether a bot's Telegram answers at all just now. What is wanted of a silent one only holds up what others want. */
export async function isAnswering(connection: LoadedConnection): Promise<boolean> {
  try {
    const asked = await callTelegram({
      ...{ connection, chatId: null, priority: 1, counts: false, idempotent: true, maxWaitMs: 0 },
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
      run: (api, signal) => api.getMe(signal),
    });
    // A refusal is an answer.
    return asked.ok || (asked.reason !== "unknown" && asked.reason !== "wait");
  } catch {
    return false;
  }
}
