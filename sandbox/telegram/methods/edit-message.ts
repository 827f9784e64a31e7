import { countAgainstLimits, findChat } from "../access.ts";
import { badRequest, forbidden } from "../bot-error.ts";
import { memberOf } from "../chats.ts";
import { formatText } from "../entities/format-text.ts";
import type { SandboxBot } from "../model/bot.ts";
import type { SandboxChat } from "../model/chat.ts";
import { hasRight } from "../model/member.ts";
import type { SandboxMessage } from "../model/message.ts";
import type { Params } from "../params.ts";
import { renderMessage } from "../render-message.ts";
import { readReplyMarkup } from "../reply-markup.ts";
import { announceMessage } from "../updates/announce-message.ts";
import type { TelegramWorld } from "../world.ts";
import type { Method } from "./method.ts";

/** What Telegram says of an edit that changes nothing. */
export const notModified =
  "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

export const editMessageText: Method = ({ world, bot, params }) => {
  const { chat, message } = findOwnMessage(world, bot, params);
  const formatted = formatText(world, params, { tooLong: "MESSAGE_TOO_LONG" });
  if (message.text === undefined) throw badRequest("there is no text in the message to edit");
  return applyEdit(world, bot, chat, message, { ...formatted, keyboard: readReplyMarkup(params).keyboard });
};

export const editMessageReplyMarkup: Method = ({ world, bot, params }) => {
  const { chat, message } = findOwnMessage(world, bot, params);
  return applyEdit(world, bot, chat, message, {
    text: message.text,
    entities: message.entities,
    keyboard: readReplyMarkup(params).keyboard,
  });
};

function findOwnMessage(
  world: TelegramWorld,
  bot: SandboxBot,
  params: Params,
): { chat: SandboxChat; message: SandboxMessage } {
  if (params.has("inline_message_id")) throw badRequest("MESSAGE_ID_INVALID");
  const chat = findChat(world, bot, params);
  const message = chat.messages.get(params.messageId());
  if (!message || message.deleted) throw badRequest("message to edit not found");
  const mayEditOthers = chat.type === "channel" && hasRight(memberOf(world, chat, bot.id), "can_edit_messages");
  if (message.service || (message.fromId !== bot.id && !mayEditOthers)) throw badRequest("message can't be edited");
  if (chat.dialogue?.blocked) throw forbidden("bot was blocked by the user");
  return { chat, message };
}

/** An edit that changes nothing is refused, and counts against the limits all the same, as on Telegram. */
function applyEdit(
  world: TelegramWorld,
  bot: SandboxBot,
  chat: SandboxChat,
  message: SandboxMessage,
  next: Pick<SandboxMessage, "text" | "entities" | "keyboard">,
): Record<string, unknown> {
  const before = JSON.stringify([message.text, message.entities, message.keyboard]);
  const isSame = JSON.stringify([next.text, next.entities, next.keyboard]) === before;
  countAgainstLimits(world, bot, chat);
  if (isSame) throw badRequest(notModified);
  message.text = next.text;
  message.entities = next.entities;
  message.keyboard = next.keyboard;
  message.editDate = world.date();
  message.edits += 1;
  announceMessage(world, chat, message, "edited");
  return renderMessage(world, chat, message);
}
