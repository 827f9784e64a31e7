import { countMembers, memberOf } from "../chats.ts";
import { findUser } from "../find-user.ts";
import type { SandboxBot } from "../model/bot.ts";
import type { SandboxChat, SandboxUser } from "../model/chat.ts";
import type { SandboxMessage } from "../model/message.ts";
import type { TelegramWorld } from "../world.ts";

export function viewUser(user: SandboxUser) {
  return {
    id: user.id,
    isBot: user.is_bot,
    firstName: user.first_name,
    lastName: user.last_name ?? null,
    username: user.username ?? null,
    languageCode: user.language_code ?? null,
    deactivated: user.deactivated === true,
  };
}

export function viewBot(bot: SandboxBot) {
  return {
    id: bot.id,
    token: bot.token,
    username: bot.user.username,
    firstName: bot.user.first_name,
    canJoinGroups: bot.canJoinGroups,
    canReadAllGroupMessages: bot.canReadAllGroupMessages,
    supportsJoinRequestQueries: bot.supportsJoinRequestQueries,
    pendingUpdates: bot.queue.length,
    droppedUpdates: bot.droppedUpdates,
    polling: bot.endPoll !== undefined,
    webhook: bot.webhook
      ? {
          url: bot.webhook.url,
          lastErrorDate: bot.webhook.lastErrorDate ?? null,
          lastErrorMessage: bot.webhook.lastErrorMessage ?? null,
        }
      : null,
    allowedUpdates: bot.allowedUpdates ?? null,
    commands: [...bot.commands].map(([scope, commands]) => ({ scope, commands })),
  };
}

export function viewChat(world: TelegramWorld, chat: SandboxChat) {
  const person = chat.dialogue ? world.users.get(chat.dialogue.userId) : undefined;
  return {
    key: chat.key,
    id: chat.id,
    type: chat.type,
    title: chat.title ?? person?.first_name ?? "",
    username: chat.username ?? null,
    isForum: chat.isForum,
    joinByRequest: chat.joinByRequest,
    inviteLink: chat.inviteLink,
    linkedChatId: chat.linkedChatId ?? null,
    guardBotId: chat.guardBotId ?? null,
    crowd: chat.crowd ?? null,
    migratedTo: chat.migratedTo ?? null,
    dialogue: chat.dialogue ?? null,
    topics: [...chat.topics.values()].map(({ threadId, name, closed }) => ({ threadId, name, closed })),
    memberCount: chat.dialogue ? 2 : countMembers(world, chat),
    messageCount: chat.messages.size,
  };
}

/** A chat with who is in it and who asks to be. */
export function viewChatInFull(world: TelegramWorld, chat: SandboxChat) {
  const members = [...chat.members.keys()].flatMap((userId) => {
    const member = memberOf(world, chat, userId);
    const user = findUser(world, userId);
    return member && user ? [{ ...member, user: viewUser(user) }] : [];
  });
  const joinRequests = [...chat.joinRequests.values()].flatMap((request) => {
    const user = findUser(world, request.userId);
    return user ? [{ ...request, user: viewUser(user) }] : [];
  });
  return { ...viewChat(world, chat), permissions: chat.permissions, members, joinRequests };
}

export function viewMessage(world: TelegramWorld, chat: SandboxChat, message: SandboxMessage) {
  const author = findUser(world, message.fromId);
  const receiver = message.ephemeral && findUser(world, message.ephemeral.receiverId);
  const sender = message.senderChatId === undefined ? undefined : world.chats.get(String(message.senderChatId));
  return {
    messageId: message.id,
    chatKey: chat.key,
    date: message.date,
    editDate: message.editDate ?? null,
    edits: message.edits,
    deleted: message.deleted,
    from: author ? viewUser(author) : null,
    asChannel: message.asChannel,
    senderChat: sender ? { id: sender.id, type: sender.type, title: sender.title ?? "" } : null,
    receiver: receiver ? viewUser(receiver) : null,
    replaces: message.ephemeral?.replaces ?? null,
    text: message.deleted ? null : (message.text ?? null),
    entities: message.entities,
    replyTo: message.replyToId ?? null,
    threadId: message.threadId ?? null,
    keyboard: message.keyboard?.inline_keyboard ?? null,
    replyMarkup: message.replyMarkup ?? null,
    content: message.content ?? null,
    service: message.service ?? null,
    silent: message.silent,
  };
}
