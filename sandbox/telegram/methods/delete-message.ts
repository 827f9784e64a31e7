import { findChat } from "../access.ts";
import { badRequest } from "../bot-error.ts";
import { memberOf } from "../chats.ts";
import { deleteFromChat } from "../delete-from-chat.ts";
import type { SandboxBot } from "../model/bot.ts";
import type { SandboxChat } from "../model/chat.ts";
import { hasRight, isAdministrator } from "../model/member.ts";
import type { SandboxMessage } from "../model/message.ts";
import type { TelegramWorld } from "../world.ts";
import type { Method } from "./method.ts";

/** A message can be deleted for 48 hours, by whomever. */
const deletableSeconds = 48 * 3600;

export const deleteMessage: Method = ({ world, bot, params }) => {
  const chat = findChat(world, bot, params);
  const message = chat.messages.get(params.messageId());
  if (!message || message.deleted) throw badRequest("message to delete not found");
  if (!mayDelete(world, bot, chat, message)) throw badRequest("message can't be deleted for everyone");
  deleteFromChat(world, chat, message);
  return true;
};

/** Passes over what is not there, as Telegram does. */
export const deleteMessages: Method = ({ world, bot, params }) => {
  const chat = findChat(world, bot, params);
  const ids = params.json<unknown[]>("message_ids", "message identifiers");
  if (!Array.isArray(ids) || ids.length === 0) throw badRequest("message identifiers are not specified");
  if (ids.length > 100) throw badRequest("too many message identifiers specified");
  for (const id of ids) {
    const message = chat.messages.get(Number(id));
    if (message && !message.deleted && mayDelete(world, bot, chat, message)) deleteFromChat(world, chat, message);
  }
  return true;
};

function mayDelete(world: TelegramWorld, bot: SandboxBot, chat: SandboxChat, message: SandboxMessage): boolean {
  if (world.date() - message.date >= deletableSeconds) return false;
  if (chat.type === "private" || message.fromId === bot.id) return true;
  const member = memberOf(world, chat, bot.id);
  return hasRight(member, "can_delete_messages") || (chat.type === "group" && isAdministrator(member));
}
