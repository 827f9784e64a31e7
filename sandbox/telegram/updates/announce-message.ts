import { memberOf } from "../chats.ts";
import type { SandboxBot, UpdateKind } from "../model/bot.ts";
import type { SandboxChat } from "../model/chat.ts";
import { isAdministrator, isInChat } from "../model/member.ts";
import type { SandboxMessage } from "../model/message.ts";
import { renderMessage } from "../render-message.ts";
import type { TelegramWorld } from "../world.ts";
import { pushUpdate } from "./push-update.ts";

/** Tells every bot that may see it of a new or edited message, and whoever watches the chat. */
export function announceMessage(
  world: TelegramWorld,
  chat: SandboxChat,
  message: SandboxMessage,
  event: "new" | "edited",
): void {
  const author = world.users.get(message.fromId);
  for (const bot of world.bots.values()) {
    if (message.ephemeral) break;
    if (bot.id === message.fromId || !seesMessage(world, bot, chat, message)) continue;
    // Bots do not hear each other, except where they all read a channel.
    if (author?.is_bot && !message.service && chat.type !== "channel") continue;
    pushUpdate(world, bot, updateKind(chat, event), renderMessage(world, chat, message));
  }
  world.emit(chat, event === "new" ? "message" : "edit", { messageId: message.id });
}

function seesMessage(world: TelegramWorld, bot: SandboxBot, chat: SandboxChat, message: SandboxMessage): boolean {
  if (chat.dialogue) return chat.dialogue.botId === bot.id && !chat.dialogue.blocked;
  const member = memberOf(world, chat, bot.id);
  if (!isInChat(member)) return false;
  if (chat.type === "channel" || isAdministrator(member) || bot.canReadAllGroupMessages) return true;
  return message.service !== undefined || isMeantFor(bot, chat, message);
}

/** Privacy mode: a command (not another bot's), a reply to the bot, or a mention of it. */
function isMeantFor(bot: SandboxBot, chat: SandboxChat, message: SandboxMessage): boolean {
  if (message.replyToId !== undefined && chat.messages.get(message.replyToId)?.fromId === bot.id) return true;
  const text = message.text ?? "";
  const name = `@${bot.user.username}`.toLowerCase();
  return message.entities.some((entity) => {
    const part = text.slice(entity.offset, entity.offset + entity.length).toLowerCase();
    if (entity.type === "bot_command") return !part.includes("@") || part.endsWith(name);
    if (entity.type === "mention") return part === name;
    return entity.type === "text_mention" && entity.user.id === bot.id;
  });
}

function updateKind(chat: SandboxChat, event: "new" | "edited"): UpdateKind {
  if (chat.type === "channel") return event === "new" ? "channel_post" : "edited_channel_post";
  return event === "new" ? "message" : "edited_message";
}
