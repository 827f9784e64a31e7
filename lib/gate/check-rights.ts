import type { ChatFullInfo, ChatMember } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { botIdOf } from "../channels/telegram/client.ts";
import { askTelegram } from "./ask-telegram.ts";
import type { TroubleCode } from "./trouble-codes.ts";

/** One thing that keeps the gate from working, and in which chat. */
export interface Missing {
  code: TroubleCode;
  chatId: number;
  title: string;
  isChannel: boolean;
}

interface Place {
  chatId: number;
  title: string;
}

/**
 * Asks Telegram whether the bot may do what the gate needs: in the group to delete, to restrict and, where people are
 * taken in on request, to invite; in each channel to be an admin, as only they are told who is a member.
 * @returns everything that is missing, the group's first; and the group as Telegram describes it, where it does
 */
export async function checkRights(options: {
  connection: LoadedConnection;
  group: Place;
  channels: Place[];
}): Promise<{ missing: Missing[]; chat: ChatFullInfo | null }> {
  const { connection, group, channels } = options;
  const [own, ...others] = await Promise.all([
    checkGroup(connection, group),
    ...channels.map((channel) => checkChannel({ connection, channel })),
  ]);
  return { missing: [...own.missing, ...others.flat()], chat: own.chat };
}

/** @returns what is missing in a channel: nothing, or one thing */
export async function checkChannel(options: { connection: LoadedConnection; channel: Place }): Promise<Missing[]> {
  const { connection, channel } = options;
  const asked = await askStanding(connection, channel.chatId);
  const missing = (code: TroubleCode) => [{ code, ...channel, isChannel: true }];
  if (asked.ok) return isAdmin(asked.value) ? [] : missing("not_channel_admin");
  if (asked.why === "unreachable") return missing("telegram_unreachable");
  // To a bot that is no member a private channel does not exist; a public one does, and says that it is no member.
  const chat = await askTelegram({
    ...{ connection, chatId: channel.chatId },
    run: (api, signal) => api.getChat(channel.chatId, signal),
  });
  return missing(chat.ok ? "not_channel_admin" : "channel_not_found");
}

async function checkGroup(
  connection: LoadedConnection,
  group: Place,
): Promise<{ missing: Missing[]; chat: ChatFullInfo | null }> {
  const { chatId } = group;
  const [asked, standing] = await Promise.all([
    askTelegram({ connection, chatId, run: (api, signal) => api.getChat(chatId, signal) }),
    askStanding(connection, chatId),
  ]);
  const chat = asked.ok ? asked.value : null;
  const missing = (...codes: TroubleCode[]) => ({
    missing: codes.map((code) => ({ code, ...group, isChannel: false })),
    chat,
  });
  if (chat?.type === "group") return missing("basic_group");
  if (!standing.ok) return missing(standing.why === "refused" ? "bot_not_in_group" : "telegram_unreachable");
  const member = standing.value;
  if (member.status === "left" || member.status === "kicked") return missing("bot_not_in_group");
  if (member.status !== "administrator") return missing("bot_not_admin");
  const asksToJoin = chat?.join_by_request === true;
  return missing(
    ...(member.can_delete_messages ? [] : ["cannot_delete" as const]),
    ...(member.can_restrict_members ? [] : ["cannot_restrict" as const]),
    ...(asksToJoin && !member.can_invite_users ? ["cannot_invite" as const] : []),
  );
}

function askStanding(connection: LoadedConnection, chatId: number) {
  const botId = botIdOf(connection) ?? 0;
  return askTelegram({
    ...{ connection, chatId },
    run: (api, signal) => api.getChatMember(chatId, botId, signal),
  });
}

function isAdmin({ status }: ChatMember): boolean {
  return status === "administrator" || status === "creator";
}
