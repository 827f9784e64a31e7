import { z } from "zod";
import { type AdminRoute, adminRoute } from "./admin-route.ts";
import { openApiDocument } from "./openapi.ts";
import { ACCESS_CODE_ROUTES } from "./routes/access-codes.ts";
import { ACCOUNT_ROUTES } from "./routes/accounts.ts";
import { ACTIVITY_ROUTES } from "./routes/activity.ts";
import { ALERT_DESTINATION_ROUTES } from "./routes/alert-destinations.ts";
import { ALERT_ROUTES } from "./routes/alerts.ts";
import { ALLOWED_HOST_ROUTES } from "./routes/allowed-hosts.ts";
import { AUDIT_ROUTES } from "./routes/audit.ts";
import { BROADCAST_ROUTES } from "./routes/broadcasts.ts";
import { CONNECTION_ROUTES } from "./routes/connections.ts";
import { END_USER_ROUTES } from "./routes/end-users.ts";
import { GROUP_ROUTES } from "./routes/groups.ts";
import { KEY_ROUTES } from "./routes/keys.ts";
import { LIMIT_ROUTES } from "./routes/limits.ts";
import { MEMBER_ROUTES } from "./routes/members.ts";
import { MODEL_ROUTES } from "./routes/models.ts";
import { OPERATION_ROUTES } from "./routes/operations.ts";
import { OVERVIEW_ROUTES } from "./routes/overview.ts";
import { REPORT_ROUTES } from "./routes/reports.ts";
import { TEAM_ROUTES } from "./routes/teams.ts";
import { TURN_ROUTES } from "./routes/turns.ts";

/** Every route of the admin API: what is here is served and documented, and nothing else. */
export const ADMIN_ROUTES: readonly AdminRoute[] = [
  ...TEAM_ROUTES,
  ...KEY_ROUTES,
  ...LIMIT_ROUTES,
  ...MEMBER_ROUTES,
  ...CONNECTION_ROUTES,
  ...GROUP_ROUTES,
  ...ACCESS_CODE_ROUTES,
  ...BROADCAST_ROUTES,
  ...MODEL_ROUTES,
  ...REPORT_ROUTES,
  ...AUDIT_ROUTES,
  ...ALERT_ROUTES,
  ...ALERT_DESTINATION_ROUTES,
  ...ALLOWED_HOST_ROUTES,
  ...OVERVIEW_ROUTES,
  ...TURN_ROUTES,
  ...ACTIVITY_ROUTES,
  ...END_USER_ROUTES,
  ...OPERATION_ROUTES,
  ...ACCOUNT_ROUTES,
  adminRoute({
    method: "GET",
    path: "/openapi.json",
    summary: "Read this document",
    tag: "Meta",
    access: { kind: "public" },
    response: z.record(z.string(), z.unknown()),
    handler: async () => openApiDocument(ADMIN_ROUTES),
  }),
];
