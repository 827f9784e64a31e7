import type { InlineKeyboardMarkup, MessageEntity } from "grammy/types";

export interface SandboxMessage {
  id: number;
  /** Unix seconds. */
  date: number;
  editDate?: number;
  /** Who wrote it: a user's or a bot's id. Absent on a channel's posts by people. */
  fromId: number;
  /** A channel's post shows the channel, not the person, as its sender. */
  asChannel: boolean;
  /** The chat in whose name it was written: the group itself for an anonymous administrator, or a channel. */
  senderChatId?: number;
  /** Seen by one person and the bot alone. `replaces` is the message in whose place that person sees it. */
  ephemeral?: { receiverId: number; replaces?: number };
  text?: string;
  entities: MessageEntity[];
  replyToId?: number;
  threadId?: number;
  keyboard?: InlineKeyboardMarkup;
  /** A reply keyboard, its removal or a forced reply, kept for the page to show. */
  replyMarkup?: unknown;
  /** Fields of a service message in Telegram's own shape, such as `new_chat_members`. */
  service?: Record<string, unknown>;
  /** Fields of a message that is no text, in Telegram's shape, such as `photo` and `caption`. */
  content?: Record<string, unknown>;
  silent: boolean;
  /** How often its text or keyboard was changed. */
  edits: number;
  deleted: boolean;
}

export interface SandboxCallbackQuery {
  id: string;
  botId: number;
  userId: number;
  chatKey: string;
  messageId: number;
  data: string;
  /** Unix milliseconds. */
  createdAt: number;
  answer?: { text?: string; showAlert: boolean; url?: string; cacheTime: number };
  /** Called once, when the bot answers. */
  onAnswer?: () => void;
}
