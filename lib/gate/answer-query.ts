import type { LoadedConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";

const PATIENCE_MS = 3_000;
/** The longest that the call itself may take, in milliseconds: people wait for it. */
const CALL_TIMEOUT_MS = 8_000;

/**
 * Answers the query of a request to join; `queue` leaves it to the admins.
 * @returns `refused` where the query is over (answered, too old, withdrawn), `unknown` where Telegram did not say
 */
export async function answerQuery(options: {
  connection: LoadedConnection;
  queryId: string;
  result: "approve" | "queue";
}): Promise<"answered" | "refused" | "unknown"> {
  const { connection, queryId, result } = options;
  try {
    const answered = await callTelegram({
      ...{ connection, chatId: null, priority: 0, counts: false, idempotent: true, maxWaitMs: PATIENCE_MS },
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      run: (api, signal) => api.answerChatJoinRequestQuery(queryId, result, signal),
    });
    if (answered.ok) return "answered";
    return answered.reason === "wait" || answered.reason === "unknown" ? "unknown" : "refused";
  } catch {
    // Aborted: it took too long.
    return "unknown";
  }
}
