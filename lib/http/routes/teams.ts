import { z } from "zod";
import { can } from "../../auth/roles.ts";
import { AppError } from "../../infra/errors.ts";
import type { TeamType } from "../../infra/prisma/enums.ts";
import { createTeam } from "../../teams/create-team.ts";
import { listTeams } from "../../teams/list-teams.ts";
import { readTeam } from "../../teams/read-team.ts";
import { readTeamConfig } from "../../teams/read-team-config.ts";
import { setTeamActive } from "../../teams/set-team-active.ts";
import { listTypeDefaults, updateTypeDefaults } from "../../teams/type-defaults.ts";
import { updateTeam } from "../../teams/update-team.ts";
import { adminRoute } from "../admin-route.ts";
import { paginate } from "../cursor.ts";
import { presentConfig, presentTeam, presentTypeDefaults } from "../present/present-team.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/teams.ts";

const tag = "Teams";
const params = z.object({ teamId: id });

function typeOf(name: z.output<typeof json.teamType>): TeamType {
  return name === "public" ? "PUBLIC" : "PRIVATE";
}

export const TEAM_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/teams",
    summary: "List teams, newest first",
    tag,
    access: { kind: "signedIn" },
    query: json.listTeamsQuery,
    response: json.teamPageSchema,
    handler: ({ query, principal }) =>
      paginate(
        query,
        (page) =>
          listTeams({
            ...page,
            teamIds: principal.isOperator ? undefined : [...principal.roles.keys()],
            search: query.search,
            type: query.type && typeOf(query.type),
            active: query.active === undefined ? undefined : query.active === "true",
          }),
        presentTeam,
      ),
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
      const { type, ...changes } = body;
      for (const field of ["type", "platformName"] as const) {
        if (body[field] === undefined || can(principal, "team.administer", teamId)) continue;
        const message = `Only an operator may change "${field}".`;
        throw new AppError("forbidden", message, { errors: [{ path: field, message }] });
      }
      const { actor } = principal;
      return presentTeam(
        await updateTeam({ teamId, changes: { ...changes, ...(type ? { type: typeOf(type) } : {}) }, actor }),
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
        presentTeam(await setTeamActive({ teamId, active, actor })),
    }),
  ),
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
