import type { LoadedConnection } from "../../channels/load-connection.ts";
import { askTelegram } from "../ask-telegram.ts";
import { groupAdmins } from "../group-admins.ts";
import type { GateLanguage } from "../group-params.ts";
import { loadGroup } from "../load-group.ts";
import { gateHtml } from "../texts/gate-text.ts";
import { openDialog } from "./dialog.ts";
import type { GateAnswer } from "./say.ts";

/** Goes on with a group's set-up in private, where posts of a private channel can be forwarded. */
export async function startInPrivate(options: {
  connection: LoadedConnection;
  groupChatId: number;
  userId: number;
  language: GateLanguage;
  now: Date;
}): Promise<GateAnswer> {
  const { connection, groupChatId, userId, language, now } = options;
  const admins = await groupAdmins({ connection, chatId: groupChatId, now });
  if (!admins?.has(userId)) return { html: gateHtml(language, "onlyAdmins") };
  const title = await titleOf(connection, groupChatId);
  await openDialog({ connectionId: connection.id, chatId: userId, userId, groupChatId, messageId: null, now });
  return { html: gateHtml(language, "setupAskPrivate", { group: title }) };
}

/** Nothing may be protected there yet: then Telegram knows its name. */
async function titleOf(connection: LoadedConnection, chatId: number): Promise<string> {
  const group = await loadGroup(connection.id, chatId);
  if (group) return group.title;
  const asked = await askTelegram({ connection, chatId, run: (api, signal) => api.getChat(chatId, signal) });
  return (asked.ok && asked.value.title) || String(chatId);
}
