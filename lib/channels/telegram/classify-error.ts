import { GrammyError, HttpError } from "grammy";
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
  if (!(error instanceof GrammyError)) {
    const unknown = { ok: false, reason: "unknown", description: "network error" } as const;
    return isNeverConnected(error) ? { ...unknown, notSent: true } : unknown;
  }
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

/** Why a chat cannot be written to, from the description of a `forbidden` failure. */
export function explainForbidden(description: string): "blocked" | "gone" | "no_rights" {
  if (/blocked by the user|bot was kicked|bot is not a (member|participant)/i.test(description)) return "blocked";
  if (/not enough rights|have no rights|administrator rights|CHAT_WRITE_FORBIDDEN|TOPIC_CLOSED/i.test(description)) {
    return "no_rights";
  }
  return /can't initiate conversation/i.test(description) ? "blocked" : "gone";
}

const NO_CONNECTION = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** Telegram cannot have heard of a call whose connection was never made. */
function isNeverConnected(error: unknown): boolean {
  const cause = error instanceof HttpError ? (error.error as { code?: unknown } | undefined) : undefined;
  return typeof cause?.code === "string" && NO_CONNECTION.has(cause.code);
}
