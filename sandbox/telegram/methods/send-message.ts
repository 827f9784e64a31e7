import { findChat, requireWritable } from "../access.ts";
import { addMessage } from "../add-message.ts";
import { formatText } from "../entities/format-text.ts";
import { renderMessage } from "../render-message.ts";
import { readReplyMarkup } from "../reply-markup.ts";
import type { Method } from "./method.ts";
import { readPlace } from "./read-place.ts";
import { sendEphemeral } from "./send-ephemeral.ts";

export const sendMessage: Method = (call) => {
  const { world, bot, params } = call;
  if (params.has("ephemeral_message_parameters")) return sendEphemeral(call);
  const chat = findChat(world, bot, params);
  const formatted = formatText(world, params);
  const markup = readReplyMarkup(params);
  const place = readPlace(chat, params);
  requireWritable(world, bot, chat);
  const message = addMessage(world, chat, {
    fromId: bot.id,
    ...formatted,
    ...place,
    keyboard: markup.keyboard,
    replyMarkup: markup.other,
    silent: params.boolean("disable_notification"),
  });
  return renderMessage(world, chat, message);
};
