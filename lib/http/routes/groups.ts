import { z } from "zod";
import { loadConnection } from "../../channels/load-connection.ts";
import { explainMember } from "../../gate/explain-member.ts";
import { findChat } from "../../gate/find-chat.ts";
import { findUser } from "../../gate/find-user.ts";
import { groupActivity, groupCounts } from "../../gate/group-counts.ts";
import { listDecisions } from "../../gate/list-decisions.ts";
import { findGroupTeam, listGroups } from "../../gate/list-groups.ts";
import { type LoadedGroup, readLoadedGroup } from "../../gate/load-group.ts";
import { protectGroup } from "../../gate/protect-group.ts";
import { recheckGroup } from "../../gate/recheck-group.ts";
import { unprotectGroup } from "../../gate/unprotect-group.ts";
import { updateGroup } from "../../gate/update-group.ts";
import { getDb } from "../../infra/db.ts";
import { AppError, invalidField, notFound } from "../../infra/errors.ts";
import { said } from "../../infra/said.ts";
import { readConnection } from "../../teams/read-connection.ts";
import { adminRoute } from "../admin-route.ts";
import { paginate } from "../cursor.ts";
import { presentDecision, presentGroup, presentVerdict } from "../present/present-group.ts";
import { protectError } from "../protect-error.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/groups.ts";
import { viewGroup } from "../view-group.ts";

const tag = "Groups";
const ofTeam = z.object({ teamId: id });
const ofGroup = z.object({ groupId: id });
const ofChannel = z.object({ groupId: id, channelId: id });
const owner = {
  missing: said`The group was not found.`,
  teamOf: ({ groupId }: { groupId: string }) => findGroupTeam(groupId),
};
const read = { kind: "team", action: "team.read", owner } as const;
const write = { kind: "team", action: "team.write", owner } as const;
const DAY_MS = 86_400_000;

export const GROUP_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/groups",
    summary: "List the groups that a team's bots guard, newest first",
    tag,
    access: { kind: "team", action: "team.read" },
    params: ofTeam,
    query: json.listGroupsQuery,
    response: json.groupPageSchema,
    async handler({ params: { teamId }, query, now }) {
      const { search, connectionId } = query;
      const troubled = query.troubled === undefined ? undefined : query.troubled === "true";
      const { items, nextCursor } = await paginate(
        query,
        (page) => listGroups({ teamId, search, connectionId, troubled, ...page }),
        (row) => row,
      );
      const since = new Date(now.getTime() - DAY_MS);
      const counts = await groupCounts({ groupIds: items.map((row) => row.id), since });
      return { items: items.map((row) => presentGroup(row, counts.get(row.id))), nextCursor };
    },
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/groups",
    summary: "Guard a group: only members of the channels may write there from now on",
    tag,
    access: { kind: "team", action: "team.write" },
    params: ofTeam,
    body: json.createGroupBody,
    response: json.groupDetailSchema,
    status: 201,
    async handler({ params: { teamId }, body, principal: { actor }, now }) {
      const { connectionId } = body;
      const { gate } = await readConnection({ teamId, connectionId });
      const connection = await loadConnection(connectionId);
      if (!connection?.token || connection.kind !== "TELEGRAM") {
        throw invalidField("connectionId", said`connectionId must be a Telegram bot whose token is known.`);
      }
      if (!gate)
        throw invalidField("connectionId", said`This bot does not guard groups: switch that on in its settings.`);
      const found = await findChat({ connection, reference: body.chat });
      if (!found.ok && found.why === "unreachable") {
        throw new AppError("unavailable", said`Telegram does not answer. Try again.`);
      }
      const chat = found.ok ? found.value : null;
      if (!chat || (chat.type !== "supergroup" && chat.type !== "group")) {
        throw invalidField("chat", said`chat must be a group that the bot is in, by its @name or id.`);
      }
      const result = await protectGroup({
        ...{ connection, chatId: chat.id, title: chat.title, channels: body.channels, actor },
        requester: { kind: "team" },
      });
      if (!result.ok) throw protectError(result, (index) => `channels.${index}.chat`);
      return viewGroup({ groupId: result.group.id, now });
    },
  }),
  adminRoute({
    method: "GET",
    path: "/groups/{groupId}",
    summary: "Read a guarded group",
    tag,
    access: read,
    params: ofGroup,
    response: json.groupDetailSchema,
    handler: ({ params: { groupId }, now }) => viewGroup({ groupId, now }),
  }),
  adminRoute({
    method: "PATCH",
    path: "/groups/{groupId}",
    summary: "Change a guarded group's settings",
    tag,
    access: write,
    params: ofGroup,
    body: json.updateGroupBody,
    response: json.groupDetailSchema,
    async handler({ params: { groupId }, body, principal: { actor }, now }) {
      const { version, rule, failurePolicy, ...rest } = body;
      const changes = {
        ...rest,
        rule: rule && (rule.toUpperCase() as Uppercase<typeof rule>),
        failurePolicy: failurePolicy && (failurePolicy.toUpperCase() as Uppercase<typeof failurePolicy>),
      };
      await updateGroup({ groupId, changes, version, actor });
      return viewGroup({ groupId, now });
    },
  }),
  adminRoute({
    method: "DELETE",
    path: "/groups/{groupId}",
    summary: "Guard a group no longer; whom the gate had muted may write again soon",
    tag,
    access: write,
    params: ofGroup,
    async handler({ params: { groupId }, principal: { actor }, now }) {
      await unprotectGroup({ groupId, actor, now });
      return undefined;
    },
  }),
  adminRoute({
    method: "POST",
    path: "/groups/{groupId}/channels",
    summary: "Ask for one more channel",
    tag,
    access: write,
    params: ofGroup,
    body: json.addChannelBody,
    response: json.groupDetailSchema,
    status: 201,
    async handler({ params: { groupId }, body, principal: { actor }, now }) {
      const group = await readGroup(groupId);
      const connection = await loadConnection(group.connectionId);
      if (!connection?.token) throw new AppError("conflict", said`The group's bot is not connected any more.`);
      const { chatId, title } = group;
      const requester = { kind: "team" } as const;
      const result = await protectGroup({ connection, chatId, title, channels: [body], requester, actor });
      if (!result.ok) throw protectError(result, () => "chat");
      return viewGroup({ groupId, now });
    },
  }),
  adminRoute({
    method: "DELETE",
    path: "/groups/{groupId}/channels/{channelId}",
    summary: "Ask for a channel no longer; without a channel left, the group is guarded no longer",
    tag,
    access: write,
    params: ofChannel,
    async handler({ params: { groupId, channelId }, principal: { actor }, now }) {
      await unprotectGroup({ groupId, channelIds: [channelId], actor, now });
      return undefined;
    },
  }),
  adminRoute({
    method: "GET",
    path: "/groups/{groupId}/decisions",
    summary: "List who was let in or held, and why, newest first",
    tag,
    access: read,
    params: ofGroup,
    query: json.listDecisionsQuery,
    response: json.decisionPageSchema,
    async handler({ params: { groupId }, query }) {
      const titles = titlesOf(await readGroup(groupId));
      const { userId, outcome } = query;
      return paginate(
        query,
        (page) => listDecisions({ groupId, userId, outcome, ...page }),
        (row) => presentDecision(row, titles),
      );
    },
  }),
  adminRoute({
    method: "GET",
    path: "/groups/{groupId}/activity",
    summary: "Count a group's decisions of the last day and week",
    tag,
    access: read,
    params: ofGroup,
    response: json.groupActivitySchema,
    async handler({ params: { groupId }, now }) {
      const { day, week, hours } = await groupActivity({ groupId, now });
      return { day, week, hours: hours.map(({ hour, counts }) => ({ hour: hour.toISOString(), counts })) };
    },
  }),
  adminRoute({
    method: "POST",
    path: "/groups/{groupId}/check",
    summary: "Ask Telegram now whether the bot may do all that the gate takes",
    tag,
    access: write,
    params: ofGroup,
    response: json.groupDetailSchema,
    async handler({ params: { groupId }, now }) {
      await recheckGroup({ group: await readGroup(groupId), now });
      return viewGroup({ groupId, now });
    },
  }),
  adminRoute({
    method: "POST",
    path: "/groups/{groupId}/explain",
    summary: "Ask whether somebody may write in a group now, and why",
    tag,
    access: write,
    params: ofGroup,
    body: json.explainBody,
    response: json.explanationSchema,
    async handler({ params: { groupId }, body, now }) {
      const group = await readGroup(groupId);
      const user = await findUser({ groupId, user: body.user });
      if (!user) {
        const message = said`Nobody was seen as ${body.user} in this group: give the person's id, which is a number.`;
        throw invalidField("user", message);
      }
      const explained = await explainMember({ group, userId: user.id, now });
      const of = { groupId, userId: BigInt(user.id) };
      const [restriction, decision] = await Promise.all([
        getDb().restriction.findFirst({ where: of, orderBy: { imposedAt: "desc" } }),
        getDb().gateDecision.findFirst({ where: of, orderBy: { id: "desc" } }),
      ]);
      const titles = titlesOf(group);
      const { passes, outcome, reason, standing, mutedByAdmin } = explained;
      return {
        user: { id: String(user.id), name: user.name },
        ...{ passes, outcome, reason, standing, mutedByAdmin },
        verdicts: explained.verdicts.map((verdict) => presentVerdict(verdict, titles)),
        restriction: restriction && {
          state: restriction.state.toLowerCase() as Lowercase<typeof restriction.state>,
          imposedAt: restriction.imposedAt.toISOString(),
          endedAt: restriction.endedAt?.toISOString() ?? null,
        },
        lastDecision: decision && presentDecision(decision, titles),
      };
    },
  }),
];

/** @throws AppError not_found */
async function readGroup(groupId: string): Promise<LoadedGroup> {
  const group = await readLoadedGroup(groupId);
  if (!group) throw notFound(said`The group was not found.`);
  return group;
}

function titlesOf(group: LoadedGroup): Map<string, string> {
  return new Map(group.channels.map((channel) => [channel.id, channel.title]));
}
