import { countAgainstLimits, findChat } from "../access.ts";
import { badRequest } from "../bot-error.ts";
import { deleteFromChat } from "../delete-from-chat.ts";
import { formatText } from "../entities/format-text.ts";
import type { SandboxChat } from "../model/chat.ts";
import type { SandboxMessage } from "../model/message.ts";
import { readReplyMarkup } from "../reply-markup.ts";
import { announceMessage } from "../updates/announce-message.ts";
import { notModified } from "./edit-message.ts";
import type { Method, MethodCall } from "./method.ts";

export const editEphemeralMessageText: Method = (call) => {
  const { chat, message } = findEphemeral(call, "edit");
  const formatted = formatText(call.world, call.params, { tooLong: "MESSAGE_TOO_LONG" });
  return applyEdit(call, chat, message, { ...formatted, keyboard: readReplyMarkup(call.params).keyboard });
};

export const editEphemeralMessageReplyMarkup: Method = (call) => {
  const { chat, message } = findEphemeral(call, "edit");
  const { text, entities } = message;
  return applyEdit(call, chat, message, { text, entities, keyboard: readReplyMarkup(call.params).keyboard });
};

export const deleteEphemeralMessage: Method = (call) => {
  const { chat, message } = findEphemeral(call, "delete");
  deleteFromChat(call.world, chat, message);
  return true;
};

/** Named by the chat, its receiver and its own id, all three. */
function findEphemeral(
  { world, bot, params }: MethodCall,
  verb: "edit" | "delete",
): { chat: SandboxChat; message: SandboxMessage } {
  const chat = findChat(world, bot, params);
  const receiverId = params.userId("receiver_user_id");
  const message = chat.ephemeral.get(params.messageId("ephemeral_message_id"));
  if (!message || message.fromId !== bot.id || message.ephemeral?.receiverId !== receiverId) {
    throw badRequest(`message to ${verb} not found`);
  }
  return { chat, message };
}

function applyEdit(
  { world, bot }: MethodCall,
  chat: SandboxChat,
  message: SandboxMessage,
  next: Pick<SandboxMessage, "text" | "entities" | "keyboard">,
): true {
  const before = JSON.stringify([message.text, message.entities, message.keyboard]);
  countAgainstLimits(world, bot, chat);
  if (JSON.stringify([next.text, next.entities, next.keyboard]) === before) throw badRequest(notModified);
  Object.assign(message, next, { editDate: world.date(), edits: message.edits + 1 });
  announceMessage(world, chat, message, "edited");
  return true;
}
