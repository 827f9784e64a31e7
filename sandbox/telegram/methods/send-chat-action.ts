import { findChat, requireWritable } from "../access.ts";
import { badRequest } from "../bot-error.ts";
import type { Method } from "./method.ts";

const actions = new Set([
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "record_voice",
  "upload_voice",
  "upload_document",
  "choose_sticker",
  "find_location",
  "record_video_note",
  "upload_video_note",
]);

/** Shown for five seconds, as on Telegram. It does not count as a message. */
export const sendChatAction: Method = ({ world, bot, params }) => {
  const chat = findChat(world, bot, params);
  const action = params.string("action");
  if (!actions.has(action)) throw badRequest("wrong parameter action in request");
  requireWritable(world, bot, chat, { counts: false });
  chat.action = { botId: bot.id, action, expiresAt: world.now() + 5000 };
  world.emit(chat, "action", { botId: bot.id, action, threadId: params.integer("message_thread_id") });
  return true;
};
