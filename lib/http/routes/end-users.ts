import { type ListedEndUser, listEndUsers } from "../../rooms/list-end-users.ts";
import { adminRoute } from "../admin-route.ts";
import { paginate } from "../cursor.ts";
import { visibleTeams } from "../report-range.ts";
import * as json from "../resources/end-users.ts";

export const END_USER_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/end-users",
    summary: "List a team's end users, newest first",
    tag: "Usage",
    access: { kind: "signedIn" },
    query: json.listEndUsersQuery,
    response: json.endUserPageSchema,
    async handler({ query: { teamId, q, cursor, limit }, principal }) {
      await visibleTeams(teamId, principal);
      return paginate({ cursor, limit }, (page) => listEndUsers({ teamId, q, ...page }), present);
    },
  }),
];

function present(endUser: ListedEndUser): json.EndUserJson {
  const { id, teamId, name, externalId, connectionId, connection, reachable, createdAt } = endUser;
  return {
    ...{ id, teamId, name, externalId, connectionId, reachable },
    connectionName: connection.name,
    channel: connection.kind.toLowerCase() as json.EndUserJson["channel"],
    createdAt: createdAt.toISOString(),
  };
}
