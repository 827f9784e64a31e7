import type { Chat, ChatMember, Message, MessageEntity, Update, User } from "grammy/types";
import type { InboundCommand, InboundEvent, InboundRoom, InboundSender } from "../adapter.ts";
import type { LoadedConnection } from "../load-connection.ts";
import { botIdOf } from "./client.ts";

/** The kinds of update we ask Telegram for; anything else it would send is not read. */
export const ALLOWED_UPDATES = [
  ...["message", "edited_message", "callback_query", "my_chat_member"],
  // Only these two have to be asked for by name: whose members come and go, and who asks to join, matters to the gate.
  ...["chat_member", "chat_join_request"],
] as const;

interface Me {
  id: number | undefined;
  /** Lower case, without the at sign. */
  username: string | undefined;
}

/** What an update means. Bots, channels and automatic forwards mean nothing: a bot that answers them talks to itself. */
export function parseUpdate(update: Update, connection: LoadedConnection): InboundEvent[] {
  const me: Me = { id: botIdOf(connection), username: connection.username?.toLowerCase() };
  if (update.message) return parseMessage(update.message, me);
  if (update.edited_message) return parseMessage(update.edited_message, me);
  if (update.callback_query) {
    const { id, data, message, from } = update.callback_query;
    if (data === undefined || !message) return [];
    const threadId = "is_topic_message" in message && message.is_topic_message ? message.message_thread_id : undefined;
    const event: InboundEvent = {
      type: "button",
      room: roomOf(message.chat, threadId),
      sender: senderOf(from),
      callbackId: id,
      data,
    };
    // Telegram gives messages that it no longer shows the date 0; they cannot be edited.
    return [message.date === 0 ? event : { ...event, messageExternalId: String(message.message_id) }];
  }
  if (update.my_chat_member) {
    const { chat, from, new_chat_member } = update.my_chat_member;
    return [{ type: "membership", room: roomOf(chat), sender: senderOf(from), writable: mayWrite(new_chat_member) }];
  }
  return [];
}

/** A room's id: the chat, and the topic where there is one. */
export function roomIdOf(chatId: number, threadId?: number): string {
  return threadId === undefined ? String(chatId) : `${chatId}/${threadId}`;
}

/** The chat and topic that a room's id stands for. */
export function placeOf(partnerRoomId: string): { chatId: number; threadId?: number } {
  const [chat, thread] = partnerRoomId.split("/");
  return { chatId: Number(chat), ...(thread === undefined ? {} : { threadId: Number(thread) }) };
}

function parseMessage(message: Message, me: Me): InboundEvent[] {
  if (message.migrate_to_chat_id !== undefined) {
    return [{ type: "migrated", fromRoomId: String(message.chat.id), toRoomId: String(message.migrate_to_chat_id) }];
  }
  const { chat, from } = message;
  if (!from || from.is_bot || chat.type === "channel" || message.is_automatic_forward || isService(message)) return [];
  const source = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const command = commandOf(source, entities, me);
  if (command === "other-bot") return [];
  const isPrivate = chat.type === "private";
  const addressed = isPrivate || command !== undefined || mentions(source, entities, me) || repliesToMe(message, me);
  return [
    {
      type: "message",
      room: roomOf(chat, message.is_topic_message ? message.message_thread_id : undefined),
      sender: senderOf(from),
      externalId: String(message.message_id),
      text: withoutMentions(source, entities, me),
      at: new Date(message.date * 1000),
      ...(message.edit_date ? { editedAt: new Date(message.edit_date * 1000) } : {}),
      addressed,
      ...(command ? { command } : {}),
    },
  ];
}

function roomOf(chat: Chat, threadId?: number): InboundRoom {
  const name = chat.type === "private" ? fullName(chat.first_name, chat.last_name) : chat.title;
  const type = chat.type !== "private" && threadId !== undefined ? "topic" : chat.type;
  return { partnerRoomId: roomIdOf(chat.id, threadId), type, ...(name ? { name } : {}) };
}

function senderOf(user: User): InboundSender {
  const name = fullName(user.first_name, user.last_name);
  return {
    externalId: String(user.id),
    ...(name ? { name } : {}),
    ...(user.language_code ? { languageCode: user.language_code } : {}),
  };
}

function fullName(first: string | undefined, last: string | undefined): string | undefined {
  return [first, last].filter(Boolean).join(" ").replaceAll("\0", "") || undefined;
}

/** A message that starts with a command, unless the command names another bot. */
function commandOf(text: string, entities: MessageEntity[], me: Me): InboundCommand | "other-bot" | undefined {
  const entity = entities.find(({ type, offset }) => type === "bot_command" && offset === 0);
  if (!entity) return undefined;
  const [name = "", bot] = text.slice(1, entity.length).toLowerCase().split("@");
  if (bot !== undefined && bot !== me.username) return "other-bot";
  return { name, args: text.slice(entity.length).trim() };
}

function isMyMention(text: string, entity: MessageEntity, me: Me): boolean {
  if (entity.type === "text_mention") return entity.user.id === me.id;
  if (entity.type !== "mention" || !me.username) return false;
  return text.slice(entity.offset, entity.offset + entity.length).toLowerCase() === `@${me.username}`;
}

function mentions(text: string, entities: MessageEntity[], me: Me): boolean {
  return entities.some((entity) => isMyMention(text, entity, me));
}

function repliesToMe(message: Message, me: Me): boolean {
  const replied = message.reply_to_message;
  // In a topic every message "replies" to the service message that opened it.
  if (!replied || (message.is_topic_message && replied.message_id === message.message_thread_id)) return false;
  return me.id !== undefined && replied.from?.id === me.id;
}

function withoutMentions(text: string, entities: MessageEntity[], me: Me): string {
  let rest = text;
  for (const entity of entities.filter((one) => one.type === "mention" && isMyMention(text, one, me)).reverse()) {
    rest = rest.slice(0, entity.offset) + rest.slice(entity.offset + entity.length);
  }
  // PostgreSQL's text cannot hold a zero byte.
  return (rest.trim() || text.trim()).replaceAll("\0", "");
}

const CONTENT = [
  ...["text", "caption", "photo", "video", "audio", "voice", "document", "sticker", "animation", "video_note"],
  ...["contact", "location", "venue", "poll", "dice"],
] as const;

function isService(message: Message): boolean {
  return !CONTENT.some((field) => field in message);
}

function mayWrite(member: ChatMember): boolean {
  if (member.status === "restricted") return member.is_member && member.can_send_messages;
  return member.status !== "left" && member.status !== "kicked";
}
