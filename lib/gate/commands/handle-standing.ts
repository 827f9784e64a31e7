import type { ChatMember, ChatMemberUpdated } from "grammy/types";
import type { LoadedConnection } from "../../channels/load-connection.ts";
import { callTelegram } from "../../channels/telegram/sender/call-telegram.ts";
import { checkChannel } from "../check-rights.ts";
import { forgetAdmins } from "../group-admins.ts";
import { loadGroup } from "../load-group.ts";
import { recheckGroup } from "../recheck-group.ts";
import { gateHtml, toGateLanguage } from "../texts/gate-text.ts";
import { clearTrouble, reportTrouble } from "../trouble.ts";

const PATIENCE_MS = 20_000;

/**
 * Follows the bot's own standing in a group or channel: added, promoted, demoted, removed. What it may do now is asked of
 * Telegram, as updates may come late or twice.
 */
export async function handleGateStanding(options: {
  connection: LoadedConnection;
  event: ChatMemberUpdated;
  now: Date;
}): Promise<void> {
  const { connection, event, now } = options;
  const { chat } = event;
  if (chat.type === "private") return;
  await forgetAdmins(connection.id, chat.id);
  if (chat.type !== "channel") {
    const group = await loadGroup(connection.id, chat.id);
    if (group) await recheckGroup({ group, connection, now });
    else if (!isIn(event.old_chat_member) && isIn(event.new_chat_member)) await greet(connection, event);
  }
  // A supergroup may be asked for as well.
  const [missing] = await checkChannel({ connection, channel: { chatId: chat.id, title: chat.title ?? "" } });
  if (missing) await reportTrouble({ connection, chatId: chat.id, code: missing.code, now });
  else await clearTrouble({ connection, chatId: chat.id, now });
}

async function greet(connection: LoadedConnection, event: ChatMemberUpdated): Promise<void> {
  const { chat, from } = event;
  const language = toGateLanguage(from.language_code);
  const isAdmin = event.new_chat_member.status === "administrator";
  const key = chat.type === "group" ? "trouble_basic_group" : isAdmin ? "helpGroup" : "added";
  await callTelegram({
    ...{ connection, chatId: chat.id, priority: 1, counts: true, idempotent: false, maxWaitMs: PATIENCE_MS },
    run: (api, signal) => api.sendMessage(chat.id, gateHtml(language, key), { parse_mode: "HTML" }, signal),
  });
}

function isIn(member: ChatMember): boolean {
  return member.status === "restricted" ? member.is_member : member.status !== "left" && member.status !== "kicked";
}
