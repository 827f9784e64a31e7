import type { ChatMember, ChatMemberUpdated } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { botIdOf } from "../channels/telegram/client.ts";
import { forgetAdmins } from "./group-admins.ts";
import { handleJoin } from "./handle-join.ts";
import { noteVerdict } from "./known-verdicts.ts";
import { loadEnforcedChannel } from "./load-enforced-channel.ts";
import { type LoadedGroup, loadGroup } from "./load-group.ts";
import { memberStateOf } from "./member-state.ts";
import { overrideRestriction } from "./override-restriction.ts";
import { releaseJoiner } from "./release-joiner.ts";

export interface ChatMemberOptions {
  connection: LoadedConnection;
  event: ChatMemberUpdated;
  updateId: number;
  receivedAt: Date;
  now: Date;
}

/**
 * Follows a member's change in a chat: of an enforced channel it is a verdict, for every process at once; in a protected
 * group it is a joining, or an admin's doing. A chat may be both.
 */
export async function handleChatMember(options: ChatMemberOptions): Promise<void> {
  const { connection, event } = options;
  const isChannel = event.chat.type === "channel";
  // A bot is told of the members of channels where it is an admin, and those are the enforced ones: at once, before
  // anything is looked up, because the person's next message may be on its way already.
  if (isChannel) noteMembership(options);
  const [channel, group] = await Promise.all([
    loadEnforcedChannel(connection.id, event.chat.id),
    event.chat.type === "supergroup" ? loadGroup(connection.id, event.chat.id) : null,
  ]);
  if (channel && !isChannel) noteMembership(options);
  if (channel) await followChannel(options, channel.id);
  if (group) await followGroup(options, group);
}

/** Notes what a change of somebody's in an enforced channel says of them, however often it is told. */
export function noteMembership({ connection, event, updateId, now }: Omit<ChatMemberOptions, "receivedAt">): void {
  const subject = { connectionId: connection.id, chatId: event.chat.id, userId: event.new_chat_member.user.id };
  noteVerdict({ subject, state: memberStateOf(event.new_chat_member), at: now, updateId, tell: true, now });
}

async function followChannel(options: ChatMemberOptions, channelId: string): Promise<void> {
  const { connection, event, updateId, receivedAt, now } = options;
  const { user } = event.new_chat_member;
  const state = memberStateOf(event.new_chat_member);
  if (state !== "member" || memberStateOf(event.old_chat_member) === "member") return;
  await releaseJoiner({ connection, channelId, user, updateId, date: event.date, receivedAt, now });
}

async function followGroup(options: ChatMemberOptions, group: LoadedGroup): Promise<void> {
  const { connection, event, receivedAt, now } = options;
  const { old_chat_member: before, new_chat_member: after, from } = event;
  if (isAdmin(before) || isAdmin(after)) await forgetAdmins(connection.id, group.chatId);
  const isAdminsDoing = from.id !== botIdOf(connection) && from.id !== after.user.id;
  if (isAdminsDoing) await overrideRestriction({ groupId: group.id, member: after });
  if (memberStateOf(before) === "member" || memberStateOf(after) !== "member") return;
  await handleJoin({ connection, group, user: after.user, chatMember: after, date: event.date, receivedAt, now });
}

function isAdmin({ status }: ChatMember): boolean {
  return status === "administrator" || status === "creator";
}
