import { findChat, requireRight } from "../access.ts";
import { addMessage } from "../add-message.ts";
import { badRequest } from "../bot-error.ts";
import type { SandboxChat } from "../model/chat.ts";
import { renderMessage } from "../render-message.ts";
import type { Method, MethodCall } from "./method.ts";

export const pinChatMessage: Method = (call) => {
  const { world, bot, params } = call;
  const chat = findPinnable(call);
  const message = chat.messages.get(params.messageId());
  if (!message || message.deleted) throw badRequest("message to pin not found");
  if (chat.pinned.includes(message.id)) return true;
  chat.pinned.push(message.id);
  const shown = renderMessage(world, chat, message, { withReply: false });
  addMessage(world, chat, { fromId: bot.id, service: { pinned_message: shown } });
  return true;
};

/** Without a message id the newest pin goes. */
export const unpinChatMessage: Method = (call) => {
  const chat = findPinnable(call);
  const id = call.params.integer("message_id") ?? chat.pinned.at(-1);
  if (id === undefined || !chat.pinned.includes(id)) throw badRequest("message to unpin not found");
  chat.pinned = chat.pinned.filter((pinned) => pinned !== id);
  return true;
};

export const unpinAllChatMessages: Method = (call) => {
  findPinnable(call).pinned = [];
  return true;
};

function findPinnable({ world, bot, params }: MethodCall): SandboxChat {
  const chat = findChat(world, bot, params);
  if (chat.type === "private") return chat;
  const right = chat.type === "channel" ? "can_edit_messages" : "can_pin_messages";
  requireRight(world, bot, chat, right, "manage pinned messages in the chat");
  return chat;
}
