import { findUser } from "./find-user.ts";
import type { SandboxChat } from "./model/chat.ts";
import type { SandboxMessage } from "./model/message.ts";
import { compact, renderChat, renderUser } from "./render-chat.ts";
import { channelBot, groupAnonymousBot, telegramService } from "./service-users.ts";
import type { TelegramWorld } from "./world.ts";

/** The Bot API's Message. A reply carries the message it answers, one level deep, as on Telegram. */
export function renderMessage(
  world: TelegramWorld,
  chat: SandboxChat,
  message: SandboxMessage,
  options: { withReply?: boolean } = {},
): Record<string, unknown> {
  const receiver = message.ephemeral && findUser(world, message.ephemeral.receiverId);
  const topic = message.threadId === undefined ? undefined : chat.topics.get(message.threadId);
  // In a topic a message that answers nothing "replies" to the service message that opened the topic.
  const replyToId = message.replyToId ?? (message.id === topic?.threadId ? undefined : topic?.threadId);
  const repliedTo = options.withReply === false || replyToId === undefined ? undefined : chat.messages.get(replyToId);
  return compact({
    message_id: message.ephemeral ? 0 : message.id,
    ephemeral_message_id: message.ephemeral ? message.id : undefined,
    receiver_user: receiver && renderUser(receiver),
    message_thread_id: message.threadId,
    ...renderSender(world, chat, message),
    chat: renderChat(world, chat),
    date: message.date,
    edit_date: message.editDate,
    is_topic_message: topic ? true : undefined,
    reply_to_message:
      repliedTo && !repliedTo.deleted ? renderMessage(world, chat, repliedTo, { withReply: false }) : undefined,
    text: message.text,
    entities: message.entities.length > 0 ? message.entities : undefined,
    reply_markup: message.keyboard,
    ...message.content,
    ...message.service,
  });
}

/** `from` and `sender_chat`; what was written in a chat's name has one of Telegram's own accounts in `from`. */
function renderSender(world: TelegramWorld, chat: SandboxChat, message: SandboxMessage): Record<string, unknown> {
  if (message.asChannel) return { sender_chat: renderChat(world, chat) };
  const author = findUser(world, message.fromId);
  const sender = message.senderChatId === undefined ? undefined : world.chats.get(String(message.senderChatId));
  if (!sender) return { from: author && renderUser(author) };
  const isForward = message.fromId === telegramService.id;
  const standIn = isForward ? telegramService : sender === chat ? groupAnonymousBot : channelBot;
  return { from: renderUser(standIn), sender_chat: renderChat(world, sender) };
}
