import { z } from "zod";
import { checkConnection } from "../../channels/check-connection.ts";
import { checkCredentials } from "../../channels/check-credentials.ts";
import { connectionBacklog } from "../../channels/connection-backlog.ts";
import { describeProblem } from "../../channels/health-problems.ts";
import { removeConnection } from "../../channels/remove-connection.ts";
import { settingsOf } from "../../teams/connection-account.ts";
import { createConnection } from "../../teams/create-connection.ts";
import { listConnections } from "../../teams/list-connections.ts";
import { readConnection } from "../../teams/read-connection.ts";
import { updateConnection } from "../../teams/update-connection.ts";
import { adminRoute } from "../admin-route.ts";
import { presentConnection } from "../present/present-connection.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/connections.ts";

const tag = "Connections";
const ofTeam = z.object({ teamId: id });
const ofConnection = z.object({ teamId: id, connectionId: id });
const read = { kind: "team", action: "team.read" } as const;
const write = { kind: "team", action: "team.write" } as const;

export const CONNECTION_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/connections",
    summary: "List a team's connections",
    tag,
    access: read,
    params: ofTeam,
    response: json.connectionListSchema,
    async handler({ params: { teamId } }) {
      const connections = await listConnections(teamId);
      const backlog = await connectionBacklog(connections.map(({ id }) => id));
      return { items: connections.map((one) => presentConnection(one, backlog.get(one.id))) };
    },
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/connections",
    summary: "Connect a Telegram bot; whether its token works shows as its health",
    tag,
    access: write,
    params: ofTeam,
    body: json.createConnectionBody,
    response: json.connectionSchema,
    status: 201,
    async handler({ params: { teamId }, body, principal: { actor, isOperator } }) {
      const { kind: _, ...fields } = body;
      return presentConnection(await createConnection({ teamId, ...fields, actor, isOperator }));
    },
  }),
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/connections/{connectionId}",
    summary: "Read a connection",
    tag,
    access: read,
    params: ofConnection,
    response: json.connectionSchema,
    async handler({ params }) {
      const connection = await readConnection(params);
      return presentConnection(connection, (await connectionBacklog([connection.id])).get(connection.id));
    },
  }),
  adminRoute({
    method: "DELETE",
    path: "/teams/{teamId}/connections/{connectionId}",
    summary: "Remove a connection for good: its credentials are destroyed, its history stays",
    tag,
    access: write,
    params: ofConnection,
    async handler({ params, principal: { actor }, now }) {
      await removeConnection({ ...params, actor, now });
      return undefined;
    },
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/connection-checks",
    summary: "Ask the platform whose account a token belongs to, without storing it",
    tag,
    access: write,
    params: ofTeam,
    body: json.checkTokenBody,
    response: json.checkedTokenSchema,
    async handler({ params: { teamId }, body: { token, settings, connectionId }, principal: { isOperator } }) {
      const before = connectionId && settingsOf(await readConnection({ teamId, connectionId })).apiRoot;
      const found = await checkCredentials({
        ...{ teamId, token, settings, isOperator },
        exceptId: connectionId,
        apiRootBefore: before || undefined,
      });
      return found.ok ? found : { ...found, reason: describeProblem(found.problem) };
    },
  }),
  adminRoute({
    method: "PATCH",
    path: "/teams/{teamId}/connections/{connectionId}",
    summary: "Change a connection",
    tag,
    access: write,
    params: ofConnection,
    body: json.updateConnectionBody,
    response: json.connectionSchema,
    handler: async ({ params, body, principal: { actor, isOperator } }) =>
      presentConnection(await updateConnection({ ...params, changes: body, actor, isOperator })),
  }),
  ...([true, false] as const).map((active) =>
    adminRoute({
      method: "POST",
      path: `/teams/{teamId}/connections/{connectionId}/${active ? "resume" : "pause"}`,
      summary: active ? "Resume a connection" : "Pause a connection: its bot stops, nothing is deleted",
      tag,
      access: write,
      params: ofConnection,
      response: json.connectionSchema,
      handler: async ({ params, principal: { actor, isOperator } }) =>
        presentConnection(await updateConnection({ ...params, changes: { active }, actor, isOperator })),
    }),
  ),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/connections/{connectionId}/check",
    summary: "Ask the platform now whether the credentials work",
    tag,
    access: write,
    params: ofConnection,
    response: json.connectionSchema,
    async handler({ params }) {
      await readConnection(params);
      await checkConnection(params.connectionId);
      return presentConnection(await readConnection(params));
    },
  }),
];
