import type { ChatMember, ChatMemberUpdated } from "grammy/types";
import type { LoadedConnection } from "../../channels/load-connection.ts";
import { checkChannel } from "../check-rights.ts";
import { forgetAdmins } from "../group-admins.ts";
import { loadGroup } from "../load-group.ts";
import { recheckGroup } from "../recheck-group.ts";
import { gateHtml, toGateLanguage } from "../texts/gate-text.ts";
import { clearTrouble, reportTrouble } from "../trouble.ts";
import { answerOnce } from "./answer-once.ts";

/**
 * Follows the bot's own standing in a group or channel: added, promoted, demoted, removed. What it may do now is asked of
 * Telegram, as updates may come late or twice.
 */
export async function handleGateStanding(options: {
  connection: LoadedConnection;
  event: ChatMemberUpdated;
  updateId: number;
  now: Date;
}): Promise<void> {
  const { connection, event, updateId, now } = options;
  const { chat } = event;
  if (chat.type === "private") return;
  await forgetAdmins(connection.id, chat.id);
  if (chat.type !== "channel") {
    const group = await loadGroup(connection.id, chat.id);
    if (group) await recheckGroup({ group, connection, now });
    else if (!isIn(event.old_chat_member) && isIn(event.new_chat_member)) await greet({ connection, event, updateId });
  }
  // A supergroup may be asked for as well.
  const [missing] = await checkChannel({ connection, channel: { chatId: chat.id, title: chat.title ?? "" } });
  if (missing) await reportTrouble({ connection, chatId: chat.id, code: missing.code, now });
  else await clearTrouble({ connection, chatId: chat.id, now });
}

async function greet(options: {
  connection: LoadedConnection;
  event: ChatMemberUpdated;
  updateId: number;
}): Promise<void> {
  const { connection, event, updateId } = options;
  const { chat, from } = event;
  const language = toGateLanguage(from.language_code);
  const isAdmin = event.new_chat_member.status === "administrator";
  const key = chat.type === "group" ? "trouble_basic_group" : isAdmin ? "helpGroup" : "added";
  const work = async () => ({ html: gateHtml(language, key) });
  await answerOnce({ connection, updateId, to: { chat }, work });
}

function isIn(member: ChatMember): boolean {
  return member.status === "restricted" ? member.is_member : member.status !== "left" && member.status !== "kicked";
}
