import { ControlError } from "../../http/control-error.ts";
import { privateChat } from "../chats.ts";
import type { SandboxBot } from "../model/bot.ts";
import type { SandboxChat } from "../model/chat.ts";
import type { SandboxMessage } from "../model/message.ts";
import type { TelegramWorld } from "../world.ts";

/**
 * The chat a control path names: `<botId>:<userId>` for a dialogue (made when first named), a group's or channel's id,
 * its `@username`, or a user's id alone where only one bot has a dialogue with them.
 */
export function findControlChat(world: TelegramWorld, key: string): SandboxChat {
  const known = world.chats.get(key);
  if (known) return known;
  const pair = /^(\d+):(\d+)$/.exec(key);
  if (pair) {
    const bot = findControlBot(world, pair[1] ?? "");
    const userId = Number(pair[2]);
    const user = world.users.get(userId);
    if (!user || user.is_bot) throw new ControlError(404, "USER_ID_INVALID", `no user ${userId}`);
    return privateChat(world, bot.id, userId);
  }
  const named = key.startsWith("@")
    ? [...world.chats.values()].filter((chat) => chat.username?.toLowerCase() === key.slice(1).toLowerCase())
    : [...world.chats.values()].filter((chat) => chat.dialogue && String(chat.id) === key);
  if (named.length === 1 && named[0]) return named[0];
  if (named.length === 0) throw new ControlError(404, "CHAT_ID_INVALID", `no chat ${key}`);
  const keys = named.map((chat) => chat.key).join(", ");
  throw new ControlError(409, "CHAT_AMBIGUOUS", `${key} is in several dialogues; use one of ${keys}`);
}

export function findControlBot(world: TelegramWorld, id: string): SandboxBot {
  const bot = world.bots.get(Number(id));
  if (!bot) throw new ControlError(404, "BOT_ID_INVALID", `no bot ${id}`);
  return bot;
}

export function findControlMessage(chat: SandboxChat, id: string): SandboxMessage {
  const message = chat.messages.get(Number(id)) ?? chat.ephemeral.get(Number(id));
  if (!message || message.deleted)
    throw new ControlError(404, "MESSAGE_ID_INVALID", `no message ${id} in chat ${chat.key}`);
  return message;
}
