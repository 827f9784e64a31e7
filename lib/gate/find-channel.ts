import type { ChatFullInfo } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { askTelegram } from "./ask-telegram.ts";
import { checkChannel, type Missing } from "./check-rights.ts";
import { findChat } from "./find-chat.ts";

/** A channel as people name it. */
export interface ChannelReference {
  chat: string | number;
  inviteLink?: string | undefined;
}

/** Who names it: an admin of the team in the dashboard, or a Telegram user; null for one whom Telegram does not name. */
export type Requester = { kind: "team" } | { kind: "telegram"; userId: number | null };

export interface FoundChannel {
  chatId: number;
  title: string;
  username: string | null;
  inviteLink: string | null;
}

/** Why a chat that was named cannot be asked for. */
export type ChannelProblem =
  /** There is none of that name, or the bot may not see it. */
  | "not_found"
  /** It is a person, or a group of the old kind. */
  | "not_a_channel"
  | "same_group"
  /** A private channel of which whoever names it is no admin: its members and its link are not theirs to give. */
  | "not_yours"
  /** A private channel, named by an anonymous admin. */
  | "who_are_you"
  /** A private channel without a link, and the bot may not make one. */
  | "link_needed"
  | "unreachable";

export type FindChannelResult =
  | { ok: true; channel: FoundChannel }
  | { ok: false; problem: ChannelProblem }
  /** The bot is not what it has to be there. */
  | { ok: false; missing: Missing };

/** Finds a channel that a group shall ask for, and makes sure that the bot is told of its members. */
export async function findChannel(options: {
  connection: LoadedConnection;
  groupChatId: number;
  reference: ChannelReference;
  requester: Requester;
}): Promise<FindChannelResult> {
  const { connection, groupChatId, reference, requester } = options;
  const found = await findChat({ connection, reference: reference.chat });
  if (!found.ok) return { ok: false, problem: found.why === "refused" ? "not_found" : "unreachable" };
  const chat = found.value;
  if (chat.id === groupChatId) return { ok: false, problem: "same_group" };
  if (chat.type !== "channel" && chat.type !== "supergroup") return { ok: false, problem: "not_a_channel" };
  const place = { chatId: chat.id, title: chat.title };
  const [missing] = await checkChannel({ connection, channel: place });
  if (missing) return { ok: false, missing };
  if (chat.username) return { ok: true, channel: { ...place, username: chat.username, inviteLink: null } };
  const refusal = await checkRequester({ connection, chatId: chat.id, requester });
  if (refusal) return { ok: false, problem: refusal };
  const inviteLink = reference.inviteLink ?? (await findLink(connection, chat));
  if (!inviteLink) return { ok: false, problem: "link_needed" };
  return { ok: true, channel: { ...place, username: null, inviteLink } };
}

/** One bot serves the groups of many people: none of them shall get at another's private channel through it. */
async function checkRequester(options: {
  connection: LoadedConnection;
  chatId: number;
  requester: Requester;
}): Promise<ChannelProblem | null> {
  const { connection, chatId, requester } = options;
  if (requester.kind === "team") return null;
  const { userId } = requester;
  if (userId === null) return "who_are_you";
  const asked = await askTelegram({
    ...{ connection, chatId },
    run: (api, signal) => api.getChatMember(chatId, userId, signal),
  });
  if (!asked.ok) return asked.why === "refused" ? "not_yours" : "unreachable";
  return asked.value.status === "administrator" || asked.value.status === "creator" ? null : "not_yours";
}

/** The channel's own link, which its admins see, else one more, under a name by which its owner knows what it is for. */
async function findLink(connection: LoadedConnection, chat: ChatFullInfo): Promise<string | null> {
  if (chat.invite_link) return chat.invite_link;
  const made = await askTelegram({
    ...{ connection, chatId: chat.id },
    run: (api, signal) => api.createChatInviteLink(chat.id, { name: "Switchboard" }, signal),
  });
  return made.ok ? made.value.invite_link : null;
}
