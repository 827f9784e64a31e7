import { findChat, requireWritable } from "../access.ts";
import { addMessage } from "../add-message.ts";
import { badRequest } from "../bot-error.ts";
import type { SandboxChat } from "../model/chat.ts";
import type { SandboxMessage } from "../model/message.ts";
import { renderChat, renderUser } from "../render-chat.ts";
import { renderMessage } from "../render-message.ts";
import { readReplyMarkup } from "../reply-markup.ts";
import type { TelegramWorld } from "../world.ts";
import type { Method, MethodCall } from "./method.ts";
import { readPlace } from "./read-place.ts";

/** Sends the same content as the bot's own; returns only the new id, as on Telegram. */
export const copyMessage: Method = (call) => {
  const { message } = prepare(call, "copy");
  const markup = readReplyMarkup(call.params);
  return { message_id: send(call, message, { keyboard: markup.keyboard }).sent.id };
};

export const forwardMessage: Method = (call) => {
  const { message, source } = prepare(call, "forward");
  const forward_origin = originOf(call.world, source, message);
  const { sent, chat } = send(call, message, { content: { ...message.content, forward_origin } });
  return renderMessage(call.world, chat, sent);
};

function prepare({ world, bot, params }: MethodCall, verb: string): { source: SandboxChat; message: SandboxMessage } {
  const source = findChat(world, bot, params, "from_chat_id");
  const message = source.messages.get(params.messageId());
  if (!message || message.deleted) throw badRequest(`message to ${verb} not found`);
  if (message.service) throw badRequest(`message can't be ${verb === "copy" ? "copied" : "forwarded"}`);
  return { source, message };
}

function send(
  { world, bot, params }: MethodCall,
  message: SandboxMessage,
  more: Partial<SandboxMessage>,
): { chat: SandboxChat; sent: SandboxMessage } {
  const chat = findChat(world, bot, params);
  const place = readPlace(chat, params);
  requireWritable(world, bot, chat);
  const { text, entities, content } = message;
  const silent = params.boolean("disable_notification");
  return {
    chat,
    sent: addMessage(world, chat, { fromId: bot.id, text, entities, content, ...place, silent, ...more }),
  };
}

function originOf(world: TelegramWorld, source: SandboxChat, message: SandboxMessage): Record<string, unknown> {
  if (message.asChannel) {
    return { type: "channel", date: message.date, chat: renderChat(world, source), message_id: message.id };
  }
  const author = world.users.get(message.fromId);
  return author
    ? { type: "user", date: message.date, sender_user: renderUser(author) }
    : { type: "hidden_user", date: message.date, sender_user_name: "Deleted Account" };
}
