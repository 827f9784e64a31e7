import { z } from "zod";
import { acknowledgeAlert, acknowledgeAll } from "../../alerts/acknowledge-alert.ts";
import { type AlertState, countUnread, findAlertTeam, type ListedAlert, listAlerts } from "../../alerts/list-alerts.ts";
import { can } from "../../auth/roles.ts";
import { AppError } from "../../infra/errors.ts";
import type { AlertKind } from "../../infra/prisma/enums.ts";
import { said } from "../../infra/said.ts";
import { adminRoute } from "../admin-route.ts";
import { paginate } from "../cursor.ts";
import { presentAlert } from "../present/present-alert.ts";
import type { Principal } from "../principal.ts";
import { visibleTeams } from "../report-range.ts";
import * as json from "../resources/alerts.ts";
import { id } from "../resources/common.ts";

const tag = "Alerts";
const LATEST = 5;

export const ALERT_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/alerts",
    summary: "List alerts of all your teams, newest first",
    tag,
    access: { kind: "signedIn" },
    query: json.listAlertsQuery,
    response: json.alertPageSchema,
    async handler({ query, principal }) {
      const teams = await visibleTeams(query.teamId, principal);
      const kind = query.kind?.toUpperCase() as AlertKind | undefined;
      const state: AlertState = query.state;
      return paginate(query, (page) => listAlerts({ ...teams, state, kind, ...page }), present(principal));
    },
  }),
  adminRoute({
    method: "GET",
    path: "/alerts/summary",
    summary: "Count the alerts that nobody has acknowledged, with the newest of them",
    tag,
    access: { kind: "signedIn" },
    response: json.alertSummarySchema,
    async handler({ principal }) {
      const teams = await visibleTeams(undefined, principal);
      const [counts, latest] = await Promise.all([
        countUnread(teams),
        listAlerts({ ...teams, state: "unread", limit: LATEST }),
      ]);
      return { ...counts, latest: latest.map(present(principal)) };
    },
  }),
  adminRoute({
    method: "PATCH",
    path: "/alerts/{alertId}",
    summary: "Acknowledge an alert, or take that back",
    tag,
    access: {
      kind: "team",
      action: "team.write",
      owner: { missing: said`The alert was not found.`, teamOf: (of) => findAlertTeam(of.alertId) },
    },
    params: z.object({ alertId: id }),
    body: json.updateAlertBody,
    response: json.alertSchema,
    async handler({ params: { alertId }, body: { acknowledged }, principal, now }) {
      const { actor } = principal;
      return presentAlert(await acknowledgeAlert({ alertId, acknowledged, actor, now }), principal);
    },
  }),
  adminRoute({
    method: "POST",
    path: "/alerts/acknowledge",
    summary: "Acknowledge every open alert of a team, or of all teams where you may",
    tag,
    access: { kind: "signedIn" },
    body: json.acknowledgeAllBody,
    response: json.acknowledgedSchema,
    async handler({ body, principal, now }) {
      const teams = await writableTeams(body.teamId, principal);
      return { alertIds: await acknowledgeAll({ ...teams, actor: principal.actor, now }) };
    },
  }),
];

function present(principal: Principal) {
  return (alert: ListedAlert) => presentAlert(alert, principal);
}

async function writableTeams(teamId: string | undefined, principal: Principal): Promise<{ teamIds?: string[] }> {
  const { teamIds } = await visibleTeams(teamId, principal);
  if (!teamIds) return {};
  const writable = teamIds.filter((one) => can(principal, "team.write", one));
  if (teamId !== undefined && writable.length === 0) {
    throw new AppError("forbidden", said`Your role in the team does not allow this.`);
  }
  return { teamIds: writable };
}
