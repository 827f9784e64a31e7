import { inOrder } from "../rooms/in-order.ts";
import { carryOut } from "./carry-out.ts";
import { handleGateCommand } from "./commands/handle-command.ts";
import { handleGateReply } from "./commands/handle-reply.ts";
import { handleJoin } from "./handle-join.ts";
import { judgeCase } from "./judge-case.ts";
import { type LoadedGroup, loadGroup } from "./load-group.ts";
import { type ArrivedMessage, mayAddressGate, messageCase, startsWithCommand } from "./message-case.ts";
import { migrateGroup } from "./migrate-group.ts";
import { recordCase } from "./record-case.ts";

/**
 * Takes a message of a chat: a command or an answer to the gate's questions, somebody's joining, or words to be judged.
 * @returns whether it is the gate's alone
 */
export async function handleMessage(arrived: ArrivedMessage): Promise<boolean> {
  const { connection, message } = arrived;
  const { chat } = message;
  if (message.migrate_to_chat_id !== undefined) {
    await migrateGroup({ connectionId: connection.id, from: chat.id, to: message.migrate_to_chat_id });
    return false;
  }
  const group = chat.type === "private" ? null : await loadGroup(connection.id, chat.id);
  if (mayAddressGate(arrived)) {
    const handle = startsWithCommand(message) ? handleGateCommand : handleGateReply;
    if (await handle({ ...arrived, group })) return true;
  }
  if (!group || chat.type !== "supergroup" || !message.from) return false;
  if (message.new_chat_members) {
    await handleJoins(arrived, group);
    return false;
  }
  return judgeMessage(arrived, group);
}

/** Telegram tells of joins by `chat_member` too, but leaves that out for some; twice comes to the same. */
async function handleJoins(arrived: ArrivedMessage, group: LoadedGroup): Promise<void> {
  const { connection, message, receivedAt, now } = arrived;
  for (const user of message.new_chat_members ?? []) {
    await handleJoin({ connection, group, user, chatMember: null, date: message.date, receivedAt, now });
  }
}

async function judgeMessage(arrived: ArrivedMessage, group: LoadedGroup): Promise<boolean> {
  const one = messageCase(arrived, group);
  if (!one) return false;
  // One person's messages in their order; nobody waits for somebody else's.
  return inOrder(`gate/${one.connection.id}/${group.chatId}/${one.person.id}`, async () => {
    const judged = await judgeCase(one);
    const id = await recordCase(one, judged);
    if (judged.decision.actions.length > 0) await carryOut(one, judged, id);
    return judged.decision.outcome === "held";
  });
}
