import { badRequest } from "../bot-error.ts";
import type { Method } from "./method.ts";

const maxAnswerLength = 200;

/** The first answer is what the person sees; a later one within the time allowed changes nothing. */
export const answerCallbackQuery: Method = ({ world, bot, params }) => {
  const query = world.callbackQueries.get(params.string("callback_query_id"));
  const isOpen = query && query.botId === bot.id && world.now() - query.createdAt < world.settings.callbackTtlMs;
  if (!isOpen) throw badRequest("query is too old and response timeout expired or query ID is invalid");
  const text = params.string("text");
  if (text.length > maxAnswerLength) throw badRequest("MESSAGE_TOO_LONG");
  if (query.answer) return true;
  query.answer = {
    text: text || undefined,
    showAlert: params.boolean("show_alert"),
    url: params.string("url") || undefined,
    cacheTime: params.integer("cache_time") ?? 0,
  };
  query.onAnswer?.();
  const chat = world.chats.get(query.chatKey);
  if (chat) {
    const { text: shown, showAlert, url } = query.answer;
    world.emit(chat, "answer", { callbackQueryId: query.id, userId: query.userId, text: shown, showAlert, url });
  }
  return true;
};
