import type { Message } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { botIdOf } from "../channels/telegram/client.ts";
import { type GateCase, momentOf, personOf } from "./gate-case.ts";
import { isServiceMessage } from "./is-service-message.ts";
import type { LoadedGroup } from "./load-group.ts";

export interface ArrivedMessage {
  connection: LoadedConnection;
  message: Message;
  /** An edit is judged, but commands and answers are given once. */
  isEdit: boolean;
  updateId: number;
  receivedAt: Date;
  now: Date;
}

/** Whether a message may be a command, or an answer to a question of the bot's. */
export function mayAddressGate({ connection, message, isEdit }: ArrivedMessage): boolean {
  if (isEdit) return false;
  return (
    startsWithCommand(message) ||
    message.chat.type === "private" ||
    message.reply_to_message?.from?.id === botIdOf(connection)
  );
}

export function startsWithCommand({ entities }: Message): boolean {
  return entities?.some(({ type, offset }) => type === "bot_command" && offset === 0) ?? false;
}

/** Somebody's words in a protected group, as something to decide about; null for what is nobody's words. */
export function messageCase(arrived: ArrivedMessage, group: LoadedGroup): GateCase | null {
  const { connection, message, updateId, receivedAt, now } = arrived;
  const { from } = message;
  if (message.chat.type !== "supergroup" || !from || isServiceMessage(message)) return null;
  return {
    ...{ connection, group, trigger: "message", person: personOf(from), receivedAt, now },
    sender: {
      isBot: from.is_bot,
      senderChatId: message.sender_chat?.id ?? null,
      isAutomaticForward: message.is_automatic_forward === true,
    },
    ...{ standing: null, chatMember: null, messageId: message.message_id },
    threadId: message.is_topic_message ? (message.message_thread_id ?? 0) : 0,
    ...{ occasion: `update/${updateId}`, occurredAt: momentOf(message.edit_date ?? message.date, updateId) },
  };
}
