import { z } from "zod";
import { can } from "../../auth/roles.ts";
import { previewReplies } from "../../chat/preview-replies.ts";
import { fieldError } from "../../infra/errors.ts";
import type { TeamType } from "../../infra/prisma/enums.ts";
import { said } from "../../infra/said.ts";
import { createTeam } from "../../teams/create-team.ts";
import { duplicateTeam } from "../../teams/duplicate-team.ts";
import { listTeamStandings } from "../../teams/list-team-standings.ts";
import { readOnboarding } from "../../teams/read-onboarding.ts";
import { readTeam } from "../../teams/read-team.ts";
import { readTeamConfig } from "../../teams/read-team-config.ts";
import { setTeamActive } from "../../teams/set-team-active.ts";
import { setTeamsActive } from "../../teams/set-teams-active.ts";
import { listTypeDefaults, updateTypeDefaults } from "../../teams/type-defaults.ts";
import { updateTeam } from "../../teams/update-team.ts";
import { adminRoute } from "../admin-route.ts";
import {
  presentConfig,
  presentPreview,
  presentTeam,
  presentTeamListItem,
  presentTypeDefaults,
} from "../present/present-team.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/teams.ts";
import { readSortCursor, writeSortCursor } from "../sort-cursor.ts";

const tag = "Teams";
const params = z.object({ teamId: id });

function typeOf(name: z.output<typeof json.teamType>): TeamType {
  return name === "public" ? "PUBLIC" : "PRIVATE";
}

export const TEAM_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/teams",
    summary: "List teams with what they have used this month and the limit nearest to its end",
    tag,
    access: { kind: "signedIn" },
    query: json.listTeamsQuery,
    response: json.teamPageSchema,
    async handler({ query, principal, now }) {
      const { sort, cursor, limit, search, type, active } = query;
      const order = query.order ?? (sort === "name" ? "asc" : "desc");
      const rows = await listTeamStandings({
        teamIds: principal.isOperator ? undefined : [...principal.roles.keys()],
        search,
        type: type && typeOf(type),
        active: active === undefined ? undefined : active === "true",
        sort,
        descending: order === "desc",
        after: readSortCursor(cursor, `${sort} ${order}`),
        limit: limit + 1,
        now,
      });
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return {
        items: page.map(presentTeamListItem),
        nextCursor: last ? writeSortCursor({ key: last.key, id: last.team.id }, `${sort} ${order}`) : null,
      };
    },
  }),
  adminRoute({
    method: "POST",
    path: "/teams",
    summary: "Create a team",
    tag,
    access: { kind: "operator" },
    body: json.createTeamBody,
    response: json.teamSchema,
    status: 201,
    handler: async ({ body, principal: { actor } }) =>
      presentTeam(await createTeam({ ...body, type: typeOf(body.type), actor })),
  }),
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}",
    summary: "Read a team",
    tag,
    access: { kind: "team", action: "team.read" },
    params,
    response: json.teamSchema,
    handler: async ({ params: { teamId } }) => presentTeam(await readTeam(teamId)),
  }),
  adminRoute({
    method: "PATCH",
    path: "/teams/{teamId}",
    summary: "Change a team and its overrides",
    tag,
    access: { kind: "team", action: "team.write" },
    params,
    body: json.updateTeamBody,
    response: json.teamSchema,
    async handler({ params: { teamId }, body, principal }) {
      const { type, version, ...changes } = body;
      for (const field of ["type", "platformName"] as const) {
        if (body[field] === undefined || can(principal, "team.administer", teamId)) continue;
        const message = said`Only an operator may change "${field}".`;
        throw fieldError("forbidden", field, message);
      }
      const { actor } = principal;
      return presentTeam(
        await updateTeam({ teamId, changes: { ...changes, ...(type ? { type: typeOf(type) } : {}) }, version, actor }),
      );
    },
  }),
  ...([true, false] as const).map((active) =>
    adminRoute({
      method: "POST",
      path: `/teams/{teamId}/${active ? "activate" : "deactivate"}`,
      summary: active ? "Switch a team on again" : "Switch a team off: its keys and bots stop, nothing is deleted",
      tag,
      access: { kind: "team", action: "team.administer" },
      params,
      response: json.teamSchema,
      handler: async ({ params: { teamId }, principal: { actor } }) =>
        presentTeam((await setTeamActive({ teamId, active, actor })).team),
    }),
  ),
  adminRoute({
    method: "POST",
    path: "/teams/set-active",
    summary: "Switch several teams on or off; says of each what became of it",
    tag,
    access: { kind: "operator" },
    body: json.setTeamsActiveBody,
    response: json.setTeamsActiveSchema,
    handler: async ({ body: { teamIds, active }, principal: { actor } }) => ({
      items: await setTeamsActive({ teamIds, active, actor }),
    }),
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/duplicate",
    summary: "Make a team with this one's configuration and limits; keys, connections and members are not copied",
    tag,
    access: { kind: "team", action: "team.administer" },
    params,
    body: json.duplicateTeamBody,
    response: json.teamSchema,
    status: 201,
    handler: async ({ params: { teamId }, body, principal: { actor }, now }) =>
      presentTeam(await duplicateTeam({ teamId, ...body, actor, now })),
  }),
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/onboarding",
    summary: "Read how far a team is on the way to its first answer",
    tag,
    access: { kind: "team", action: "team.read" },
    params,
    response: json.onboardingSchema,
    handler: ({ params: { teamId }, now }) => readOnboarding({ teamId, now }),
  }),
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/config",
    summary:
      "Read the resolved configuration: each value, where it came from, and what it would be without the override",
    tag,
    access: { kind: "team", action: "team.read" },
    params,
    response: json.teamConfigSchema,
    handler: async ({ params: { teamId } }) => presentConfig(await readTeamConfig(teamId)),
  }),
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/config/preview",
    summary: "Read what the team's bots answer to /help and /models",
    tag,
    access: { kind: "team", action: "team.read" },
    params,
    response: json.previewSchema,
    handler: async ({ params: { teamId }, now }) =>
      presentPreview(await previewReplies({ config: await readTeamConfig(teamId), now })),
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/config/preview",
    summary: "See what the team's bots would answer to /help and /models after a change; nothing is saved",
    tag,
    access: { kind: "team", action: "team.write" },
    params,
    body: json.previewBody,
    response: json.previewSchema,
    handler: async ({ params: { teamId }, body, now }) =>
      presentPreview(await previewReplies({ config: await readTeamConfig(teamId, body), now })),
  }),
  adminRoute({
    method: "GET",
    path: "/type-defaults",
    summary: "List what teams of each type inherit",
    tag: "Type defaults",
    access: { kind: "signedIn" },
    response: json.typeDefaultsListSchema,
    handler: async () => ({ items: (await listTypeDefaults()).map(presentTypeDefaults) }),
  }),
  adminRoute({
    method: "PATCH",
    path: "/type-defaults/{type}",
    summary: "Change what teams of a type inherit",
    tag: "Type defaults",
    access: { kind: "operator" },
    params: z.object({ type: json.teamType }),
    body: json.updateTypeDefaultsBody,
    response: json.typeDefaultsSchema,
    handler: async ({ params: { type }, body, principal: { actor } }) =>
      presentTypeDefaults(await updateTypeDefaults({ type: typeOf(type), changes: body, actor })),
  }),
];
