import type { SandboxChat } from "./model/chat.ts";
import type { SandboxMessage } from "./model/message.ts";
import { compact, renderChat, renderUser } from "./render-chat.ts";
import type { TelegramWorld } from "./world.ts";

/** The Bot API's Message. A reply carries the message it answers, one level deep, as on Telegram. */
export function renderMessage(
  world: TelegramWorld,
  chat: SandboxChat,
  message: SandboxMessage,
  options: { withReply?: boolean } = {},
): Record<string, unknown> {
  const author = world.users.get(message.fromId);
  const topic = message.threadId === undefined ? undefined : chat.topics.get(message.threadId);
  // In a topic a message that answers nothing "replies" to the service message that opened the topic.
  const replyToId = message.replyToId ?? (message.id === topic?.threadId ? undefined : topic?.threadId);
  const repliedTo = options.withReply === false || replyToId === undefined ? undefined : chat.messages.get(replyToId);
  return compact({
    message_id: message.id,
    message_thread_id: message.threadId,
    from: message.asChannel || !author ? undefined : renderUser(author),
    sender_chat: message.asChannel ? renderChat(world, chat) : undefined,
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
