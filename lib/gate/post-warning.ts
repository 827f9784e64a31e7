import { LRUCache } from "lru-cache";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";
import { composeWarning } from "./compose-warning.ts";
import type { LoadedGroup } from "./load-group.ts";
import type { WarningRow } from "./warning-row.ts";

const PATIENCE_MS = 3_000;
const RETRY_MS = 3_000;
/** A Bot API server that knows no messages for one reader learns them with its next release at the earliest. */
const ASK_AGAIN_MS = 3_600_000;

const refusing = new LRUCache<string, true>({ max: 10_000, ttl: ASK_AGAIN_MS });

/** Whether Telegram has lately refused messages that only their reader sees in this group. */
export function refusesEphemeral(groupId: string): boolean {
  return refusing.has(groupId);
}

export type Posted =
  | { state: "sent"; messageId: number | null; ephemeralId: number | null }
  /** Telegram's limits: in so many milliseconds. */
  | { state: "wait"; ms: number }
  /** No message for one reader alone is to be had here. */
  | { state: "unsupported" }
  | { state: "refused" };

/** Sends a warning to its topic; with `isEphemeral` for the eyes of its one person alone. */
export async function postWarning(options: {
  connection: LoadedConnection;
  group: LoadedGroup;
  warning: WarningRow;
  isEphemeral: boolean;
}): Promise<Posted> {
  const { connection, group, warning, isEphemeral } = options;
  const { html, keyboard } = composeWarning({ group, people: warning.people });
  const [receiver] = warning.people;
  const forOne =
    isEphemeral && receiver ? { ephemeral_message_parameters: { receiver_user_id: receiver.id } } : undefined;
  const send = (threadId: number) =>
    callTelegram({
      ...{ connection, chatId: group.chatId, priority: 1, counts: true, idempotent: false, maxWaitMs: PATIENCE_MS },
      run: (api, signal) =>
        api.sendMessage(
          group.chatId,
          html,
          {
            ...{ parse_mode: "HTML", reply_markup: keyboard, link_preview_options: { is_disabled: true } },
            ...(threadId === 0 ? {} : { message_thread_id: threadId }),
            ...forOne,
          },
          signal,
        ),
    });
  let result = await send(warning.threadId);
  // A topic that was deleted meanwhile: the group's own is still there.
  if (!result.ok && result.reason === "forbidden" && warning.threadId !== 0) result = await send(0);
  if (!result.ok) {
    if (result.reason === "wait") return { state: "wait", ms: result.seconds * 1_000 };
    if (forOne && result.reason === "rejected") {
      refusing.set(group.id, true);
      return { state: "unsupported" };
    }
    // Perhaps it was sent, perhaps not. Somebody who is muted and not told why is worse off than one who is told twice.
    return result.reason === "unknown" ? { state: "wait", ms: RETRY_MS } : { state: "refused" };
  }
  const { message_id: messageId, ephemeral_message_id: ephemeralId } = result.value;
  if (ephemeralId !== undefined) return { state: "sent", messageId: null, ephemeralId };
  // A server that does not know the field shows the message to all.
  if (forOne) refusing.set(group.id, true);
  return { state: "sent", messageId, ephemeralId: null };
}
