import type { Message } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { botIdOf } from "../channels/telegram/client.ts";
import { inOrder } from "../rooms/in-order.ts";
import { carryOut } from "./carry-out.ts";
import { handleGateCommand } from "./commands/handle-command.ts";
import { handleGateReply } from "./commands/handle-reply.ts";
import { type GateCase, momentOf, personOf } from "./gate-case.ts";
import { handleJoin } from "./handle-join.ts";
import { isServiceMessage } from "./is-service-message.ts";
import { judgeCase } from "./judge-case.ts";
import { type LoadedGroup, loadGroup } from "./load-group.ts";
import { migrateGroup } from "./migrate-group.ts";
import { recordCase } from "./record-case.ts";

export interface MessageOptions {
  connection: LoadedConnection;
  message: Message;
  /** An edit is judged, but commands and answers are given once. */
  isEdit: boolean;
  updateId: number;
  receivedAt: Date;
  now: Date;
}

/**
 * Takes a message of a chat: a command or an answer to the gate's questions, somebody's joining, or words to be judged.
 * @returns whether it is the gate's alone
 */
export async function handleMessage(options: MessageOptions): Promise<boolean> {
  const { connection, message, now } = options;
  const { chat } = message;
  if (message.migrate_to_chat_id !== undefined) {
    await migrateGroup({ connectionId: connection.id, from: chat.id, to: message.migrate_to_chat_id });
    return false;
  }
  const group = chat.type === "private" ? null : await loadGroup(connection.id, chat.id);
  if (!options.isEdit && (await isForTheGate({ connection, message, group, now }))) return true;
  if (!group || chat.type !== "supergroup" || !message.from) return false;
  if (message.new_chat_members) {
    await handleJoins(options, group);
    return false;
  }
  return isServiceMessage(message) ? false : judgeMessage(options, group);
}

async function isForTheGate(options: {
  connection: LoadedConnection;
  message: Message;
  group: LoadedGroup | null;
  now: Date;
}): Promise<boolean> {
  const { connection, message } = options;
  const isCommand = message.entities?.some(({ type, offset }) => type === "bot_command" && offset === 0) ?? false;
  if (isCommand) return handleGateCommand(options);
  const isReply = message.reply_to_message?.from?.id === botIdOf(connection);
  return message.chat.type === "private" || isReply ? handleGateReply(options) : false;
}

/** Telegram tells of joins by `chat_member` too, but leaves that out for some; twice comes to the same. */
async function handleJoins(options: MessageOptions, group: LoadedGroup): Promise<void> {
  const { connection, message, receivedAt, now } = options;
  for (const user of message.new_chat_members ?? []) {
    await handleJoin({ connection, group, user, chatMember: null, date: message.date, receivedAt, now });
  }
}

async function judgeMessage(options: MessageOptions, group: LoadedGroup): Promise<boolean> {
  const { connection, message, updateId, receivedAt, now } = options;
  const { from } = message;
  if (!from) return false;
  const one: GateCase = {
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
  // One person's messages in their order; nobody waits for somebody else's.
  return inOrder(`gate/${connection.id}/${group.chatId}/${from.id}`, async () => {
    const judged = await judgeCase(one);
    const id = await recordCase(one, judged);
    if (judged.decision.actions.length > 0) await carryOut(one, judged, id);
    return judged.decision.outcome === "held";
  });
}
