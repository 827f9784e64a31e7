import type { Message } from "grammy/types";
import type { LoadedConnection } from "../../channels/load-connection.ts";
import { groupAdmins } from "../group-admins.ts";
import { loadGroup } from "../load-group.ts";
import { toGateLanguage } from "../texts/gate-text.ts";
import { answerOnce, isAnswered } from "./answer-once.ts";
import { closeDialog, findDialog } from "./dialog.ts";
import { protect, readReferences } from "./protect.ts";

/**
 * Takes a message that answers the bot's question which channel a group shall ask for: its name, its id, or a post of it.
 * @returns whether it did: then it is for nobody else
 */
export async function handleGateReply(options: {
  connection: LoadedConnection;
  message: Message;
  updateId: number;
  now: Date;
}): Promise<boolean> {
  const { connection, message, updateId, now } = options;
  const { chat, from } = message;
  if (!from) return false;
  const place = { connectionId: connection.id, chatId: chat.id, userId: from.id };
  const dialog = await findDialog({ ...place, now });
  // An answer that ended its dialog, delivered again, is still for nobody else.
  if (!dialog) return isAnswered({ connectionId: connection.id, updateId });
  const { groupChatId } = dialog;
  const isAnonymous = message.sender_chat?.id === groupChatId;
  const admins = isAnonymous ? null : await groupAdmins({ connection, chatId: groupChatId, now });
  if (!isAnonymous && !admins?.has(from.id)) return false;
  const group = await loadGroup(connection.id, groupChatId);
  const title = group?.title ?? (chat.id === groupChatId ? (chat.title ?? "") : String(groupChatId));
  const origin = message.forward_origin;
  const references =
    origin?.type === "channel" ? [{ chat: origin.chat.id }] : readReferences(message.text ?? message.caption ?? "");
  const language = toGateLanguage(isAnonymous ? group?.ownerLanguage : from.language_code);
  const admin = { userId: isAnonymous ? null : from.id, name: from.first_name, language };
  let isNamed = false;
  await answerOnce({
    ...{ connection, updateId, to: message },
    async work() {
      const { answer, isProtected } = await protect({ connection, chatId: groupChatId, title, references, admin });
      isNamed = isProtected;
      return answer;
    },
    async afterwards() {
      // Whoever named a wrong one may name another.
      if (isNamed) await closeDialog(place);
    },
  });
  return true;
}
