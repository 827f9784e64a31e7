import type { ChatFullInfo } from "grammy/types";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { getDb, type Tx } from "../infra/db.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import { lockTeam } from "../teams/lock-team.ts";
import { auditedGroup } from "./audited-group.ts";
import { checkRights, type Missing } from "./check-rights.ts";
import {
  type ChannelProblem,
  type ChannelReference,
  type FoundChannel,
  findChannel,
  type Requester,
} from "./find-channel.ts";
import { groupKey } from "./group-key.ts";
import type { GateLanguage } from "./group-params.ts";
import { type LoadedGroup, readLoadedGroup } from "./load-group.ts";

/** A row of buttons each: more would fill the screen. */
export const MOST_CHANNELS = 10;

export type ProtectResult =
  | {
      ok: true;
      group: LoadedGroup;
      /** Chat ids of the channels that are asked for from now on, and of those that were before. */
      added: number[];
      already: number[];
    }
  /** What the bot has to be given first. */
  | { ok: false; missing: Missing[] }
  | { ok: false; problem: ChannelProblem | "too_many"; index: number };

/**
 * Lets only members of the channels write in a group from now on, beside those that it asks for already. Nothing is
 * changed unless the bot may do all that it takes. Done twice, it changes nothing.
 * @param options.owner who is told what goes wrong, where nobody is yet
 */
export async function protectGroup(options: {
  connection: LoadedConnection;
  chatId: number;
  title: string;
  channels: ChannelReference[];
  requester: Requester;
  owner?: { userId: number; language: GateLanguage } | undefined;
  actor: Actor;
}): Promise<ProtectResult> {
  const { connection, chatId, title, channels, requester, owner, actor } = options;
  const [own, ...found] = await Promise.all([
    checkRights({ connection, group: { chatId, title }, channels: [] }),
    ...channels.map((reference) => findChannel({ connection, groupChatId: chatId, reference, requester })),
  ]);
  const wrong = found.findIndex((one) => !one.ok && "problem" in one);
  const first = found[wrong];
  if (first && !first.ok && "problem" in first) return { ok: false, problem: first.problem, index: wrong };
  const missing = [...own.missing, ...found.flatMap((one) => (!one.ok && "missing" in one ? [one.missing] : []))];
  if (missing.length > 0) return { ok: false, missing };
  const wanted = found.flatMap((one) => (one.ok ? [one.channel] : []));
  const stored = await getDb().$transaction((tx) =>
    store(tx, { connection, chatId, title, chat: own.chat, wanted, owner, actor }),
  );
  if (!stored) return { ok: false, problem: "too_many", index: 0 };
  await dropEverywhere([groupKey(connection.id, chatId)]);
  return { ok: true, ...stored };
}

async function store(
  tx: Tx,
  options: {
    connection: LoadedConnection;
    chatId: number;
    title: string;
    chat: ChatFullInfo | null;
    wanted: FoundChannel[];
    owner: { userId: number; language: GateLanguage } | undefined;
    actor: Actor;
  },
): Promise<{ group: LoadedGroup; added: number[]; already: number[] } | null> {
  const { connection, chatId, wanted, owner, actor } = options;
  const { id: connectionId, teamId } = connection;
  // Two admins who say it at once come one after the other.
  await lockTeam(tx, teamId);
  const where = { connectionId_chatId: { connectionId, chatId: BigInt(chatId) } };
  const existing = await tx.protectedGroup.findUnique({ where });
  const before = existing && !existing.archivedAt ? await readLoadedGroup(existing.id, tx) : null;
  const asked = new Set(before?.channels.map((channel) => channel.chatId));
  const added = [...new Map(wanted.map((one) => [one.chatId, one])).values()].filter((one) => !asked.has(one.chatId));
  if (asked.size + added.length > MOST_CHANNELS) return null;
  const told = owner ? { ownerUserId: BigInt(owner.userId), ownerLanguage: owner.language } : {};
  const isOld = existing?.troubleChatId && !wanted.some((one) => BigInt(one.chatId) === existing.troubleChatId);
  const facts = { ...factsOf(options.chat, options.title), archivedAt: null, ...(before && isOld ? {} : NO_TROUBLE) };
  const row = await tx.protectedGroup.upsert({
    where,
    create: { teamId, connectionId, chatId: BigInt(chatId), ...facts, ...told },
    update: { ...facts, ...(before ? {} : { enabled: true }), ...(before && existing?.ownerUserId ? {} : told) },
  });
  for (const [index, channel] of added.entries()) {
    await storeChannel(tx, { connection, groupId: row.id, channel, position: asked.size + index });
  }
  const group = await readLoadedGroup(row.id, tx);
  if (!group) throw new Error("a group that was just stored is gone");
  await writeAudit(tx, {
    ...{ actor, teamId, targetType: "group", targetId: row.id },
    action: before ? "group.channels.add" : "group.protect",
    before: before && auditedGroup(before),
    after: auditedGroup(group),
  });
  return {
    group,
    added: added.map((one) => one.chatId),
    already: wanted.map((one) => one.chatId).filter((id) => asked.has(id)),
  };
}

async function storeChannel(
  tx: Tx,
  options: { connection: LoadedConnection; groupId: string; channel: FoundChannel; position: number },
): Promise<void> {
  const { connection, groupId, channel, position } = options;
  const { id: connectionId, teamId } = connection;
  const { title, username, inviteLink } = channel;
  const { id } = await tx.enforcedChannel.upsert({
    where: { connectionId_chatId: { connectionId, chatId: BigInt(channel.chatId) } },
    create: { teamId, connectionId, chatId: BigInt(channel.chatId), title, username, inviteLink },
    update: { title, username, ...(inviteLink ? { inviteLink } : {}) },
  });
  await tx.groupChannel.create({ data: { groupId, channelId: id, position } });
}

/** The rights were just looked at, save those in channels that were asked for before. */
const NO_TROUBLE = {
  trouble: null,
  troubleChatId: null,
  troubledSince: null,
  ownerToldAt: null,
  troubleCheckedAt: null,
};

function factsOf(chat: ChatFullInfo | null, title: string) {
  if (!chat) return { title };
  return {
    title: chat.title ?? title,
    username: chat.username ?? null,
    isForum: chat.is_forum === true,
    linkedChatId: chat.linked_chat_id === undefined ? null : BigInt(chat.linked_chat_id),
  };
}
