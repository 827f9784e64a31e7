import type { MessageEntity } from "grammy/types";
import { ControlError } from "../../http/control-error.ts";
import { addMessage } from "../add-message.ts";
import { memberOf } from "../chats.ts";
import { detectEntities, sortEntities } from "../entities/detect-entities.ts";
import { maxTextLength } from "../entities/format-text.ts";
import { findUser } from "../find-user.ts";
import type { SandboxChat } from "../model/chat.ts";
import { hasRight, isAdministrator, isInChat } from "../model/member.ts";
import type { SandboxMessage } from "../model/message.ts";
import type { TelegramWorld } from "../world.ts";
import { chooseSender } from "./choose-sender.ts";

export interface SendAsUserOptions {
  userId: number;
  text?: string;
  replyTo?: number;
  threadId?: number;
  /** A chat to write in the name of: the group itself for an anonymous administrator, or a channel of one's own. */
  sendAs?: number;
  /** Beside the ones found in the text, for instance a mention by id. */
  entities?: MessageEntity[];
  /** A message that is no text, in Telegram's fields: `{"photo": [...], "caption": "..."}`. */
  content?: Record<string, unknown>;
}

/** A person writes into a chat. Refused, with Telegram's name for the reason, where their app would refuse it. */
export function sendAsUser(world: TelegramWorld, chat: SandboxChat, options: SendAsUserOptions): SandboxMessage {
  const { userId, content } = options;
  const text = options.text?.trim() ?? "";
  if (text === "" && !content) throw new ControlError(400, "MESSAGE_EMPTY", "text: a message needs one");
  if (text.length > maxTextLength) {
    throw new ControlError(400, "MESSAGE_TOO_LONG", `text: ${text.length} characters, at most ${maxTextLength}`);
  }
  requireUserMayWrite(world, chat, userId);
  const senderChatId = chooseSender(world, chat, options);
  const repliedTo = options.replyTo === undefined ? undefined : chat.messages.get(options.replyTo);
  if (options.replyTo !== undefined && (!repliedTo || repliedTo.deleted)) {
    throw new ControlError(404, "MESSAGE_ID_INVALID", `replyTo: no message ${options.replyTo} in this chat`);
  }
  const threadId = options.threadId === 1 ? undefined : (options.threadId ?? repliedTo?.threadId);
  const topic = threadId === undefined ? undefined : chat.topics.get(threadId);
  if (chat.isForum && threadId !== undefined && !topic) {
    throw new ControlError(404, "TOPIC_ID_INVALID", `threadId: no topic ${threadId} in this chat`);
  }
  if (topic?.closed && !isAdministrator(memberOf(world, chat, userId))) {
    throw new ControlError(403, "TOPIC_CLOSED", `the topic “${topic.name}” is closed`);
  }
  if (chat.dialogue) chat.dialogue.started = true;
  const entities = options.entities ?? [];
  return addMessage(world, chat, {
    fromId: userId,
    senderChatId,
    text: text === "" ? undefined : text,
    entities: sortEntities([...entities, ...detectEntities(text, entities)]),
    replyToId: options.replyTo,
    threadId,
    content,
  });
}

function requireUserMayWrite(world: TelegramWorld, chat: SandboxChat, userId: number): void {
  const user = findUser(world, userId);
  if (!user) throw new ControlError(404, "USER_ID_INVALID", `userId: no user ${userId}`);
  if (user.is_bot) throw new ControlError(400, "USER_IS_BOT", `userId: ${userId} is a bot; bots write by the Bot API`);
  if (chat.migratedTo !== undefined) {
    throw new ControlError(409, "CHAT_MIGRATED", `the group is now the supergroup ${chat.migratedTo}`);
  }
  if (chat.dialogue) {
    if (chat.dialogue.userId !== userId)
      throw new ControlError(403, "CHAT_FORBIDDEN", `userId: not ${userId}'s dialogue`);
    if (chat.dialogue.blocked)
      throw new ControlError(409, "YOU_BLOCKED_USER", "the person blocked the bot; unblock it first");
    return;
  }
  const member = memberOf(world, chat, userId);
  if (!isInChat(member)) throw new ControlError(403, "USER_NOT_PARTICIPANT", `userId: ${userId} is not in the chat`);
  const permissions = member?.status === "restricted" ? member.permissions : chat.permissions;
  const allowed =
    chat.type === "channel"
      ? hasRight(member, "can_post_messages")
      : isAdministrator(member) || permissions?.can_send_messages === true;
  if (!allowed) throw new ControlError(403, "CHAT_WRITE_FORBIDDEN", `userId: ${userId} may not write here`);
}
