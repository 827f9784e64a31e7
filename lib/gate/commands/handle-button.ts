import type { CallbackQuery } from "grammy/types";
import type { LoadedConnection } from "../../channels/load-connection.ts";
import { telegramApi } from "../../channels/telegram/client.ts";
import { log } from "../../infra/log.ts";
import { groupAdmins } from "../group-admins.ts";
import type { GateLanguage } from "../group-params.ts";
import { type LoadedGroup, loadGroup } from "../load-group.ts";
import { gateHtml, gateText, toGateLanguage } from "../texts/gate-text.ts";
import { unprotectGroup } from "../unprotect-group.ts";
import { updateGroup } from "../update-group.ts";
import { answerOnce } from "./answer-once.ts";
import { openDialog } from "./dialog.ts";
import { type GateAnswer, resay } from "./say.ts";
import { readSetting, showChoices, showSettings } from "./show-settings.ts";
import { showSetup } from "./show-setup.ts";

/** `g:<action>:<the group's chat id>[:<argument>]` */
const DATA = /^g:([a-z]+):(-\d{1,16})(?::(.+))?$/;

/**
 * Carries out the press of a button of the gate's own menus, for an admin of the group that it is about.
 * @returns whether it was one
 */
export async function handleGateButton(options: {
  connection: LoadedConnection;
  query: CallbackQuery;
  updateId: number;
  now: Date;
}): Promise<boolean> {
  const { connection, query, updateId, now } = options;
  const [, action = "", chat = "", arg = ""] = DATA.exec(query.data ?? "") ?? [];
  const { message, from } = query;
  if (!action || !message) return false;
  const language = toGateLanguage(from.language_code);
  const groupChatId = Number(chat);
  const admins = await groupAdmins({ connection, chatId: groupChatId, now });
  if (!admins?.has(from.id)) {
    await acknowledge(connection, query, gateText(language, "onlyAdmins"));
    return true;
  }
  const acknowledged = acknowledge(connection, query, action === "set" ? gateText(language, "saved") : undefined);
  const group = await loadGroup(connection.id, groupChatId);
  const press = { connection, query, updateId, groupChatId, group, language, now };
  if (action === "add") await ask(press);
  else {
    // A press that comes again after another must not undo it.
    await answerOnce({
      ...{ connection, updateId, to: { chat: message.chat } },
      async work() {
        const answer = await answerPress({ ...press, action, arg });
        const place = { connection, chatId: message.chat.id, messageId: message.message_id };
        if (answer) await resay({ ...place, answer });
        return null;
      },
    });
  }
  await acknowledged;
  return true;
}

interface Press {
  connection: LoadedConnection;
  query: CallbackQuery;
  updateId: number;
  groupChatId: number;
  group: LoadedGroup | null;
  language: GateLanguage;
  now: Date;
}

async function answerPress(options: Press & { action: string; arg: string }): Promise<GateAnswer | null> {
  const { connection, query, groupChatId, group, language, action, arg, now } = options;
  const actor = { type: "system" as const, id: null, label: `Telegram: ${query.from.first_name} (${query.from.id})` };
  const setup = (current: LoadedGroup | null) =>
    showSetup({ connection, chatId: groupChatId, title: titleOf(options), group: current, language, now });
  if (action === "setup") return setup(group);
  if (!group) return { html: gateHtml(language, "notProtected") };
  if (action === "settings") return showSettings(group, language);
  if (action === "pick") return showChoices(group, arg, language);
  if (action === "set") {
    const changes = readSetting(arg);
    return changes && showSettings(await updateGroup({ groupId: group.id, changes, actor }), language);
  }
  if (action !== "del") return null;
  const channel = group.channels.find(({ chatId }) => String(chatId) === arg);
  if (!channel) return setup(group);
  const { left } = await unprotectGroup({ groupId: group.id, channelIds: [channel.id], actor, now });
  return setup(left);
}

/** Asks which channel, in a message of its own, and remembers whom. */
async function ask({ connection, query, updateId, groupChatId, group, language, now }: Press): Promise<void> {
  const { message, from } = query;
  if (!message || !("date" in message) || message.date === 0) return;
  const link = `https://t.me/${connection.username}?start=gate${groupChatId}`;
  const html =
    message.chat.type === "private"
      ? gateHtml(language, "setupAskPrivate", { group: titleOf({ query, groupChatId, group }) })
      : gateHtml(language, "setupAsk", { link });
  await answerOnce({
    ...{ connection, updateId, to: message },
    work: async () => ({ html, forceReply: true }),
    async afterwards(messageId) {
      const place = { connectionId: connection.id, chatId: message.chat.id, userId: from.id };
      await openDialog({ ...place, groupChatId, messageId, now });
    },
  });
}

function titleOf({ query, groupChatId, group }: Pick<Press, "query" | "groupChatId" | "group">): string {
  const chat = query.message?.chat;
  return group?.title ?? (chat?.id === groupChatId ? (chat.title ?? "") : String(groupChatId));
}

/** Never waits for anything: until then the person's app shows a spinning wheel. */
async function acknowledge(connection: LoadedConnection, query: CallbackQuery, text?: string): Promise<void> {
  await telegramApi(connection)
    .answerCallbackQuery(query.id, text ? { text } : {})
    .catch((err) => log().debug({ err }, "a press was not acknowledged"));
}
