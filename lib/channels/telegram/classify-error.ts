import { GrammyError } from "grammy";
import type { SendFailure } from "../adapter.ts";

export type TelegramFailure = SendFailure | { ok: false; reason: "not_modified" } | { ok: false; reason: "bad_markup" };

/**
 * The Bot API tells its 400s apart by their English text alone (its own documentation has no codes for them), so this
 * table is the one place that reads it.
 */
const BAD_REQUESTS: readonly [RegExp, "gone" | "not_modified" | "bad_markup" | "forbidden"][] = [
  [/message is not modified/i, "not_modified"],
  [/message to edit not found|message can't be edited|MESSAGE_ID_INVALID|there is no text in the message/i, "gone"],
  [/can't parse entities|unsupported start tag|ENTITIES?_/i, "bad_markup"],
  [
    /chat not found|not enough rights|have no rights|need administrator rights|user is deactivated|CHAT_WRITE_FORBIDDEN|TOPIC_(CLOSED|DELETED)|message thread not found|PEER_ID_INVALID/i,
    "forbidden",
  ],
];

/** What a failed Bot API call means for the message. Anything that got no clear answer is `unknown`. */
export function classifyTelegramError(error: unknown): TelegramFailure {
  if (!(error instanceof GrammyError)) return { ok: false, reason: "unknown", description: "network error" };
  const { error_code: code, description, parameters } = error;
  if (code === 429) return { ok: false, reason: "wait", seconds: parameters.retry_after ?? 1 };
  if (parameters.migrate_to_chat_id !== undefined) {
    return { ok: false, reason: "migrated", toRoomId: String(parameters.migrate_to_chat_id) };
  }
  if (code === 403) return { ok: false, reason: "forbidden", description };
  // A token of the wrong shape is answered with 404 instead of 401.
  if (code === 401 || code === 404) return { ok: false, reason: "unauthorized", description };
  if (code >= 500) return { ok: false, reason: "unknown", description };
  const reason = BAD_REQUESTS.find(([pattern]) => pattern.test(description))?.[1] ?? "rejected";
  return reason === "forbidden" || reason === "rejected" ? { ok: false, reason, description } : { ok: false, reason };
}
