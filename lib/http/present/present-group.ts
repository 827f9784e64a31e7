import type { Counts } from "../../gate/group-counts.ts";
import { GATE_LANGUAGES, groupParamsSchema } from "../../gate/group-params.ts";
import type { GroupRow } from "../../gate/list-groups.ts";
import { gateText, toGateLanguage } from "../../gate/texts/gate-text.ts";
import { TROUBLE_CODES } from "../../gate/trouble-codes.ts";
import type { Verdict } from "../../gate/verdict.ts";
import type { GateDecision } from "../../infra/prisma/client.ts";
import type * as json from "../resources/groups.ts";

export function presentGroup(row: GroupRow, day: Counts = {}): json.GroupJson {
  const { id, teamId, connection, title, username, isForum, enabled } = row;
  return {
    ...{ id, teamId, connection, title, username, isForum, enabled, day },
    chatId: String(row.chatId),
    rule: row.rule.toLowerCase() as json.GroupJson["rule"],
    failurePolicy: row.failurePolicy.toLowerCase() as json.GroupJson["failurePolicy"],
    channels: row.channels.map(({ channel }) => ({
      id: channel.id,
      chatId: String(channel.chatId),
      title: channel.title,
      username: channel.username,
      url: channel.username ? `https://t.me/${channel.username}` : channel.inviteLink,
    })),
    trouble: troubleOf(row),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function presentGroupDetail(
  row: GroupRow,
  more: { day: Counts; week: Counts; mutedNow: number; version: string },
): json.GroupDetailJson {
  const { week, mutedNow, version } = more;
  const params = groupParamsSchema.safeParse(row.params);
  const owner = row.ownerUserId;
  const texts = (key: "warning" | "verifyButton") =>
    Object.fromEntries(GATE_LANGUAGES.map((language) => [language, gateText(language, key)])) as Record<
      (typeof GATE_LANGUAGES)[number],
      string
    >;
  return {
    ...presentGroup(row, more.day),
    linkedChannel: row.linkedChatId === null ? null : { chatId: String(row.linkedChatId) },
    owner: owner === null ? null : { userId: String(owner), language: toGateLanguage(row.ownerLanguage) },
    params: params.success ? params.data : groupParamsSchema.parse({}),
    builtin: { warning: texts("warning"), buttonText: texts("verifyButton") },
    ...{ week, mutedNow, version },
  };
}

export function presentDecision(row: GateDecision, titles: Map<string, string>): json.DecisionJson {
  const { id, userName, username, trigger, outcome, reason, actions, latencyMs } = row;
  const verdicts = row.verdicts as unknown as (Omit<Verdict, "at"> & { at: string })[];
  return {
    ...{ id, userName, username, trigger, outcome, reason, actions, latencyMs },
    userId: String(row.userId),
    verdicts: verdicts.map((one) => presentVerdict({ ...one, at: new Date(one.at) }, titles)),
    createdAt: row.createdAt.toISOString(),
  };
}

export function presentVerdict(verdict: Verdict, titles: Map<string, string>): json.VerdictJson {
  const { channelId, chatId, state, source, at, reason } = verdict;
  return {
    ...{ channelId, state, source, chatId: String(chatId), reason: reason ?? null },
    // One that the group no longer asks for has no name here any more.
    title: titles.get(channelId) ?? String(chatId),
    at: at.toISOString(),
  };
}

function troubleOf(row: GroupRow): json.GroupJson["trouble"] {
  const code = TROUBLE_CODES.find((one) => one === row.trouble);
  if (!code) return null;
  const channel = row.channels.find(({ channel: { chatId } }) => chatId === row.troubleChatId)?.channel;
  return {
    code,
    channel: channel ? { chatId: String(channel.chatId), title: channel.title } : null,
    since: (row.troubledSince ?? row.updatedAt).toISOString(),
    ownerToldAt: row.ownerToldAt?.toISOString() ?? null,
  };
}
