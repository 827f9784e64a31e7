import type { InlineKeyboardMarkup } from "grammy/types";
import { badRequest } from "./bot-error.ts";
import type { Params } from "./params.ts";

const maxCallbackDataBytes = 64;
const maxButtons = 100;
const actions = [
  "url",
  "callback_data",
  "web_app",
  "login_url",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "switch_inline_query_chosen_chat",
  "copy_text",
  "callback_game",
  "pay",
];

/** A call's `reply_markup`, checked: an inline keyboard, or one of the other kinds as it is. */
export function readReplyMarkup(params: Params): { keyboard?: InlineKeyboardMarkup; other?: unknown } {
  const markup = params.json<Record<string, unknown>>("reply_markup", "reply keyboard markup");
  if (markup === undefined) return {};
  if (typeof markup !== "object" || Array.isArray(markup)) throw badRequest("object expected as reply markup");
  if (!("inline_keyboard" in markup)) return Object.keys(markup).length > 0 ? { other: markup } : {};
  const rows = markup.inline_keyboard;
  if (!Array.isArray(rows)) throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array');
  for (const row of rows) {
    if (!Array.isArray(row)) throw badRequest("inline keyboard row must be an Array of InlineKeyboardButton");
    for (const button of row) checkButton(button);
  }
  const filled = rows.filter((row) => row.length > 0);
  if (filled.flat().length > maxButtons) throw badRequest("REPLY_MARKUP_TOO_LONG");
  return filled.length > 0 ? { keyboard: { inline_keyboard: filled } } : {};
}

function checkButton(button: unknown): void {
  if (typeof button !== "object" || button === null) throw badRequest("inline keyboard button must be an Object");
  const fields = button as Record<string, unknown>;
  if (typeof fields.text !== "string" || fields.text === "") {
    throw badRequest('field "text" of the InlineKeyboardButton must be a non-empty String');
  }
  if (!actions.some((action) => action in fields)) {
    throw badRequest("Text buttons are unallowed in the inline keyboard");
  }
  if ("callback_data" in fields) {
    const bytes = Buffer.byteLength(String(fields.callback_data));
    if (bytes === 0 || bytes > maxCallbackDataBytes) throw badRequest("BUTTON_DATA_INVALID");
  }
  if ("url" in fields && !/^(?:https?|tg|ton):\/\/?\S+$/i.test(String(fields.url))) {
    throw badRequest(`inline keyboard button URL '${String(fields.url)}' is invalid: Wrong HTTP URL`);
  }
}
