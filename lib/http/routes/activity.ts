import { activityPieces } from "../activity-pieces.ts";
import { adminRoute } from "../admin-route.ts";
import { visibleTeams } from "../report-range.ts";
import { activityQuery } from "../resources/overview.ts";

export const ACTIVITY_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/activity",
    summary: "Watch turns as they end, as server-sent events named `turns`, over all your teams or one",
    tag: "Usage",
    access: { kind: "signedIn" },
    query: activityQuery,
    stream: "text/event-stream",
    async handler({ query: { teamId }, principal, signal }) {
      await visibleTeams(teamId, principal);
      return { pieces: activityPieces({ principal, teamId, signal }) };
    },
  }),
];
