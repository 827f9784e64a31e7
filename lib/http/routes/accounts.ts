import { z } from "zod";
import { changePassword } from "../../auth/change-password.ts";
import { createUser } from "../../auth/create-user.ts";
import { listUsers } from "../../auth/list-users.ts";
import { updateUser } from "../../auth/update-user.ts";
import { AppError } from "../../infra/errors.ts";
import type { User } from "../../infra/prisma/client.ts";
import { said } from "../../infra/said.ts";
import { listTeams } from "../../teams/list-teams.ts";
import { adminRoute } from "../admin-route.ts";
import { paginate } from "../cursor.ts";
import { ROLE_NAMES } from "../present/present-member.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/me.ts";

const operator = { kind: "operator" } as const;

export const ACCOUNT_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/me",
    summary: "See who you are, and your roles",
    tag: "Account",
    access: { kind: "signedIn" },
    response: json.meSchema,
    async handler({ principal: { actor, user, isOperator, roles } }) {
      const teams = await listTeams({ teamIds: [...roles.keys()], limit: roles.size });
      return {
        type: actor.type,
        id: actor.id,
        name: user ? user.name : actor.label,
        email: user?.email ?? null,
        isOperator,
        teams: teams.map(({ id: teamId, displayName, platformName }) => ({
          teamId,
          displayName,
          platformName,
          role: ROLE_NAMES[roles.get(teamId) ?? "VIEWER"],
        })),
      };
    },
  }),
  adminRoute({
    method: "PATCH",
    path: "/me",
    summary: "Change your name",
    tag: "Account",
    access: { kind: "user" },
    body: json.updateMeBody,
    response: json.userSchema,
    handler: async ({ body: { name }, principal: { actor } }) =>
      presentUser(await updateUser({ userId: actor.id, changes: { name }, actor })),
  }),
  adminRoute({
    method: "POST",
    path: "/me/password",
    summary: "Change your password; every other session of yours ends",
    tag: "Account",
    access: { kind: "user" },
    body: json.changePasswordBody,
    async handler({ body, principal: { user, actor }, address }) {
      if (!user) throw new AppError("forbidden", said`A key has no account.`);
      await changePassword({ ...body, userId: user.id, keepSessionId: user.sessionId, address, actor });
      return undefined;
    },
  }),
  adminRoute({
    method: "GET",
    path: "/users",
    summary: "List users, newest first",
    tag: "Users",
    access: operator,
    query: json.listUsersQuery,
    response: json.userPageSchema,
    handler: ({ query }) => paginate(query, (page) => listUsers({ ...page, search: query.search }), presentUser),
  }),
  adminRoute({
    method: "POST",
    path: "/users",
    summary: "Create a user",
    tag: "Users",
    access: operator,
    body: json.createUserBody,
    response: json.userSchema,
    status: 201,
    handler: async ({ body, principal: { actor } }) => presentUser(await createUser({ ...body, actor })),
  }),
  adminRoute({
    method: "PATCH",
    path: "/users/{userId}",
    summary: "Change a user; switching one off signs them out everywhere",
    tag: "Users",
    access: operator,
    params: z.object({ userId: id }),
    body: json.updateUserBody,
    response: json.userSchema,
    handler: async ({ params: { userId }, body, principal: { actor } }) =>
      presentUser(await updateUser({ userId, changes: body, actor })),
  }),
];

function presentUser({ id: userId, email, name, isOperator, active, createdAt }: User): json.UserJson {
  return { id: userId, email, name, isOperator, active, createdAt: createdAt.toISOString() };
}
