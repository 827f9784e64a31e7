import type { Message } from "grammy/types";
import type { LoadedConnection } from "../../channels/load-connection.ts";
import { callTelegram } from "../../channels/telegram/sender/call-telegram.ts";

/** What the bot says to somebody who gave it a command: HTML, and buttons. */
export interface GateAnswer {
  html: string;
  buttons?: { text: string; callback_data: string }[][] | undefined;
  /** Asks the person's app to open a reply to it. */
  forceReply?: boolean | undefined;
}

/** What is answered; a chat alone where it is no message. */
export type SayTo = Pick<Message, "chat"> &
  Partial<Pick<Message, "message_id" | "is_topic_message" | "message_thread_id">>;

/** How long an answer waits for Telegram's limits, in milliseconds. */
const PATIENCE_MS = 20_000;

/**
 * Answers a message where it was said, in its topic.
 * @returns the answer's id; null when it could not be sent
 */
export async function say(options: {
  connection: LoadedConnection;
  to: SayTo;
  answer: GateAnswer;
}): Promise<number | null> {
  const { connection, to, answer } = options;
  const chatId = to.chat.id;
  const sent = await callTelegram({
    ...{ connection, chatId, priority: 0, counts: true, idempotent: false, maxWaitMs: PATIENCE_MS },
    run: (api, signal) =>
      api.sendMessage(
        chatId,
        answer.html,
        {
          parse_mode: "HTML",
          link_preview_options: { is_disabled: true },
          ...(to.message_id === undefined
            ? {}
            : { reply_parameters: { message_id: to.message_id, allow_sending_without_reply: true } }),
          ...(to.is_topic_message && to.message_thread_id ? { message_thread_id: to.message_thread_id } : {}),
          ...(answer.forceReply ? { reply_markup: { force_reply: true, selective: true } } : {}),
          ...(answer.buttons ? { reply_markup: { inline_keyboard: answer.buttons } } : {}),
        },
        signal,
      ),
  });
  return sent.ok ? sent.value.message_id : null;
}

/** Makes a menu say something else. */
export async function resay(options: {
  connection: LoadedConnection;
  chatId: number;
  messageId: number;
  answer: GateAnswer;
}): Promise<void> {
  const { connection, chatId, messageId, answer } = options;
  await callTelegram({
    ...{ connection, chatId, priority: 0, counts: true, idempotent: true, maxWaitMs: PATIENCE_MS },
    run: (api, signal) =>
      api.editMessageText(
        chatId,
        messageId,
        answer.html,
        {
          parse_mode: "HTML",
          link_preview_options: { is_disabled: true },
          reply_markup: { inline_keyboard: answer.buttons ?? [] },
        },
        signal,
      ),
  });
}
