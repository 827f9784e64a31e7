import { findChat, requireWritable } from "../access.ts";
import { badRequest } from "../bot-error.ts";
import { formatText } from "../entities/format-text.ts";
import type { Method } from "./method.ts";

/** A preview of an answer in the making; it is gone after 30 s or when the bot sends a message. */
export const sendMessageDraft: Method = ({ world, bot, params }) => {
  const chat = findChat(world, bot, params);
  if (!chat.dialogue) throw badRequest("method is available only for private chats");
  const draftId = params.integer("draft_id");
  if (!draftId) throw badRequest("draft identifier must be non-zero");
  const formatted = formatText(world, params, { mayBeEmpty: true });
  requireWritable(world, bot, chat, { counts: false });
  const threadId = params.integer("message_thread_id");
  chat.drafts.set(draftId, { draftId, text: formatted.text, threadId, expiresAt: world.now() + 30_000 });
  world.emit(chat, "draft", { botId: bot.id, draftId, ...formatted });
  return true;
};
