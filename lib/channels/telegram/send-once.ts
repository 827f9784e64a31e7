import type { OutboundPart } from "../adapter.ts";
import type { LoadedConnection } from "../load-connection.ts";
import { noteMessageId } from "./adapter.ts";
import { classifyTelegramError } from "./classify-error.ts";
import { callTelegram, type TaskResult } from "./sender/call-telegram.ts";

/** How long one message of a broadcast waits for its turn; what has waited longer is left for later. */
const MAX_WAIT_MS = 15_000;

/**
 * Sends one message of a broadcast, for which nobody waits.
 * @param options.claim called just before the call; false: the message is not sent
 * @param options.giveBack called when the message is known not to have been sent, before anything else is tried
 * @param options.signal aborts the waiting, and never a call
 * @returns the message's id, or null when the claim was refused or the waiting aborted
 */
export async function sendOnce(options: {
  connection: LoadedConnection;
  chatId: number;
  part: OutboundPart;
  signal: AbortSignal;
  claim: () => Promise<boolean>;
  giveBack: () => Promise<void>;
}): Promise<TaskResult<number | null>> {
  const { connection, chatId, part, signal, claim, giveBack } = options;
  const send = (text: string, parseMode: { parse_mode?: "HTML" }) =>
    callTelegram<number | null>({
      ...{ connection, chatId, priority: 2, counts: true, idempotent: false, maxWaitMs: MAX_WAIT_MS, signal },
      // The waiting is aborted, and not the call itself: its outcome would be unknown.
      async run(api) {
        if (signal.aborted || !(await claim())) return null;
        try {
          const extra = { ...parseMode, link_preview_options: { is_disabled: true } };
          return (await api.sendMessage(chatId, text, extra)).message_id;
        } catch (error) {
          const failure = classifyTelegramError(error);
          const notSent = failure.reason === "wait" || (failure.reason === "unknown" && failure.notSent);
          if (notSent || failure.reason === "bad_markup") await giveBack();
          throw error;
        }
      },
    }).catch((error: unknown): TaskResult<null> => {
      if (signal.aborted) return { ok: true, value: null };
      throw error;
    });
  const html = await send(part.formatted, { parse_mode: "HTML" });
  const sent = !html.ok && html.reason === "bad_markup" ? await send(part.plain, {}) : html;
  if (sent.ok && sent.value !== null) noteMessageId(connection, sent.value, chatId < 0);
  return sent;
}
