import { GrammyError, HttpError } from "grammy";
import { expect, test } from "vitest";
import { classifyTelegramError, explainForbidden } from "./classify-error.ts";

function telegramError(code: number, description: string, parameters = {}): GrammyError {
  return new GrammyError("failed", { ok: false, error_code: code, description, parameters }, "sendMessage", {});
}

test.each([
  [telegramError(403, "Forbidden: bot was blocked by the user"), { reason: "forbidden" }],
  [telegramError(400, "Bad Request: chat not found"), { reason: "forbidden" }],
  [telegramError(400, "Bad Request: message thread not found"), { reason: "forbidden" }],
  [telegramError(400, "Bad Request: message is not modified: x"), { reason: "not_modified" }],
  [telegramError(400, "Bad Request: message to edit not found"), { reason: "gone" }],
  [telegramError(400, "Bad Request: message can't be edited"), { reason: "gone" }],
  [telegramError(400, "Bad Request: can't parse entities: x"), { reason: "bad_markup" }],
  [telegramError(400, "Bad Request: message is too long"), { reason: "rejected" }],
  [telegramError(400, "x", { migrate_to_chat_id: -100 }), { reason: "migrated", toRoomId: "-100" }],
  [telegramError(401, "Unauthorized"), { reason: "unauthorized" }],
  [telegramError(404, "Not Found"), { reason: "unauthorized" }],
  [telegramError(429, "x", { retry_after: 7 }), { reason: "wait", seconds: 7 }],
  [telegramError(502, "Bad Gateway"), { reason: "unknown" }],
  [new Error("socket hang up"), { reason: "unknown" }],
  [new HttpError("failed", Object.assign(new Error(), { code: "ECONNRESET" })), { reason: "unknown" }],
  [new HttpError("failed", Object.assign(new Error(), { code: "ECONNREFUSED" })), { reason: "unknown", notSent: true }],
])("%s means %o", (error, expected) => {
  expect(classifyTelegramError(error)).toEqual(expect.objectContaining({ ok: false, ...expected }));
});

test("only what never connected is known not to have been sent", () => {
  const reset = new HttpError("failed", Object.assign(new Error(), { code: "ECONNRESET" }));
  expect(classifyTelegramError(reset)).not.toHaveProperty("notSent");
});

test.each([
  ["Forbidden: bot was blocked by the user", "blocked"],
  ["Forbidden: bot was kicked from the supergroup chat", "blocked"],
  ["Forbidden: bot is not a member of the channel chat", "blocked"],
  ["Forbidden: bot can't initiate conversation with a user", "blocked"],
  ["Forbidden: user is deactivated", "gone"],
  ["Bad Request: chat not found", "gone"],
  ["Bad Request: PEER_ID_INVALID", "gone"],
  ["Bad Request: not enough rights to send text messages to the chat", "no_rights"],
  ["Bad Request: CHAT_WRITE_FORBIDDEN", "no_rights"],
  ["Bad Request: TOPIC_CLOSED", "no_rights"],
])("%s: %s", (description, expected) => {
  expect(explainForbidden(description)).toBe(expected);
});
