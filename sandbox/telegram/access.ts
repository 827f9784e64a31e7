import { BotError, badRequest, forbidden, tooManyRequests } from "./bot-error.ts";
import { memberOf, privateChat } from "./chats.ts";
import { findUser } from "./find-user.ts";
import type { SandboxBot } from "./model/bot.ts";
import type { SandboxChat } from "./model/chat.ts";
import { type AdministratorRight, hasRight, isAdministrator, isInChat } from "./model/member.ts";
import type { Params } from "./params.ts";
import type { TelegramWorld } from "./world.ts";

/** The chat a call names by id or `@username`. Throws Telegram's 400s and 403s for what the bot cannot see. */
export function findChat(world: TelegramWorld, bot: SandboxBot, params: Params, name = "chat_id"): SandboxChat {
  if (!params.has(name)) throw badRequest("chat_id is empty");
  const given = params.string(name).trim();
  if (given.startsWith("@")) {
    const username = given.slice(1).toLowerCase();
    const chat = [...world.chats.values()].find((known) => known.username?.toLowerCase() === username);
    if (chat) return checkMembership(world, bot, chat);
    throw badRequest("chat not found");
  }
  const id = Number(given);
  if (!Number.isSafeInteger(id) || id === 0) throw badRequest("chat not found");
  if (id > 0) {
    if (!findUser(world, id)) throw badRequest("chat not found");
    return privateChat(world, bot.id, id);
  }
  const chat = world.chats.get(String(id));
  if (!chat) throw badRequest("chat not found");
  return checkMembership(world, bot, chat);
}

/** Whether the bot may write there now; also counts the message against the flood limits, unless told not to. */
export function requireWritable(
  world: TelegramWorld,
  bot: SandboxBot,
  chat: SandboxChat,
  options: { counts: boolean } = { counts: true },
): void {
  if (chat.migratedTo !== undefined) {
    const parameters = { migrate_to_chat_id: chat.migratedTo };
    throw new BotError(400, "Bad Request: group chat was upgraded to a supergroup chat", parameters);
  }
  if (chat.dialogue) {
    const user = findUser(world, chat.id);
    if (user?.is_bot) throw forbidden("bots can't send messages to bots");
    if (user?.deactivated) throw forbidden("user is deactivated");
    if (chat.dialogue.blocked) throw forbidden("bot was blocked by the user");
    if (!chat.dialogue.started && !hasOpenJoinRequest(world, bot, chat.id)) {
      throw forbidden("bot can't initiate conversation with a user");
    }
  } else {
    const member = memberOf(world, chat, bot.id);
    if (!isInChat(member)) throw notAMember(chat);
    if (chat.type === "channel" && !hasRight(member, "can_post_messages")) {
      throw badRequest("need administrator rights in the channel chat");
    }
    const maySend = member?.status === "restricted" ? member.permissions : chat.permissions;
    if (!isAdministrator(member) && maySend?.can_send_messages === false) {
      throw badRequest("not enough rights to send text messages to the chat");
    }
  }
  if (options.counts) countAgainstLimits(world, bot, chat);
}

/** Counts one message or edit; throws the 429 when there were too many. */
export function countAgainstLimits(world: TelegramWorld, bot: SandboxBot, chat: SandboxChat): void {
  const isGroup = chat.type !== "private";
  const wait = world.flood.take(world.settings.limits, bot.id, chat.key, isGroup, world.now());
  if (wait > 0) throw tooManyRequests(wait);
}

/** Throws unless the bot is an administrator of a group or channel with this right. */
export function requireRight(
  world: TelegramWorld,
  bot: SandboxBot,
  chat: SandboxChat,
  right: AdministratorRight,
  action: string,
): void {
  const member = memberOf(world, chat, bot.id);
  if (!isInChat(member)) throw notAMember(chat);
  if (!hasRight(member, right)) throw badRequest(`not enough rights to ${action}`);
}

function checkMembership(world: TelegramWorld, bot: SandboxBot, chat: SandboxChat): SandboxChat {
  const member = memberOf(world, chat, bot.id);
  const isOpen = chat.migratedTo !== undefined || chat.username !== undefined;
  if (isOpen && member?.status !== "kicked") return chat;
  if (!member) throw badRequest("chat not found");
  if (!isInChat(member)) throw notAMember(chat, member.status === "kicked");
  return chat;
}

function notAMember(chat: SandboxChat, kicked = false): BotError {
  return forbidden(`bot ${kicked ? "was kicked from" : "is not a member of"} the ${chat.type} chat`);
}

/** Somebody who asks to join a chat may be written to, for five minutes, by the bots that can let them in. */
function hasOpenJoinRequest(world: TelegramWorld, bot: SandboxBot, userId: number): boolean {
  for (const chat of world.chats.values()) {
    const request = chat.joinRequests.get(userId);
    const isOpen = request && world.now() - request.date * 1000 < world.settings.joinRequestChatMs;
    if (isOpen && hasRight(memberOf(world, chat, bot.id), "can_invite_users")) return true;
  }
  return false;
}
