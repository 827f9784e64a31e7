import type { Connection } from "../../infra/prisma/client.ts";
import { listConnectionHealth } from "../../teams/list-connection-health.ts";
import { listTeams } from "../../teams/list-teams.ts";
import { activeEndUsers } from "../../usage/active-end-users.ts";
import { type LimitNearEnd, limitsNearEnd } from "../../usage/limits-near-end.ts";
import { type ReportOptions, usageTotals } from "../../usage/report.ts";
import { type UsageSeriesRow, usageSeries } from "../../usage/usage-series.ts";
import { adminRoute } from "../admin-route.ts";
import { addDays, daysBetween, reportRange, visibleTeams } from "../report-range.ts";
import * as json from "../resources/overview.ts";

const MOST_CONNECTIONS = 50;

export const OVERVIEW_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/overview",
    summary: "See the figures of a range, limits near their end and the health of connections, over all your teams",
    tag: "Usage",
    access: { kind: "signedIn" },
    query: json.overviewQuery,
    response: json.overviewSchema,
    async handler({ query, principal, now }) {
      const teams = await visibleTeams(undefined, principal);
      const range = await reportRange({ query, teams, now });
      const before = {
        from: query.compareFrom ?? addDays(range.from, -1 - daysBetween(range.from, range.to)),
        to: addDays(range.from, -1),
      };
      const [totals, past, limits, connections, firstTeam] = await Promise.all([
        figures({ ...range, ...teams }),
        figures({ ...before, ...teams }),
        limitsNearEnd({ ...teams, now }),
        listConnectionHealth({ ...teams, limit: MOST_CONNECTIONS }),
        listTeams({ ...teams, limit: 1 }),
      ]);
      return {
        ...range,
        hasTeams: firstTeam.length > 0,
        totals,
        before: past,
        limits: limits.map(presentLimit),
        connections: connections.map(presentHealth),
      };
    },
  }),
  adminRoute({
    method: "GET",
    path: "/usage/series",
    summary: "Report usage and cost by day and one dimension, for charts",
    tag: "Usage",
    access: { kind: "signedIn" },
    query: json.usageSeriesQuery,
    response: json.usageSeriesSchema,
    async handler({ query, principal, now }) {
      const { by, teamId, ...filters } = query;
      const teams = await visibleTeams(teamId, principal);
      const range = await reportRange({ query, teams, now });
      const rows = await usageSeries({ ...filters, ...range, by, ...teams });
      return { ...range, by, ...arrange(rows, range) };
    },
  }),
];

async function figures(options: ReportOptions): Promise<json.OverviewJson["totals"]> {
  const [sums, users] = await Promise.all([usageTotals(options), activeEndUsers(options)]);
  return { ...sums, activeEndUsers: users };
}

function arrange(rows: UsageSeriesRow[], range: { from: string; to: string }) {
  const labels = new Map(rows.map(({ group, label }) => [group, label]));
  const byDay = Map.groupBy(rows, ({ day }) => day);
  const days = Array.from({ length: daysBetween(range.from, range.to) + 1 }, (_, index) => addDays(range.from, index));
  return {
    series: [...labels].map(([group, label]) => ({ group, label })),
    points: days.map((day) => ({ day, values: byDay.get(day) ?? [] })),
  };
}

function presentLimit(limit: LimitNearEnd): json.LimitNearEndJson {
  return {
    ...limit,
    scope: limit.scope.toLowerCase() as json.LimitNearEndJson["scope"],
    unit: limit.unit.toLowerCase() as json.LimitNearEndJson["unit"],
    window: limit.window.toLowerCase() as json.LimitNearEndJson["window"],
    resetsAt: limit.resetsAt.toISOString(),
  };
}

function presentHealth(connection: Connection & { team: { displayName: string } }): json.ConnectionHealthJson {
  return {
    id: connection.id,
    teamId: connection.teamId,
    teamName: connection.team.displayName,
    kind: connection.kind.toLowerCase() as json.ConnectionHealthJson["kind"],
    name: connection.name,
    active: connection.active,
    health: connection.health.toLowerCase() as json.ConnectionHealthJson["health"],
    healthReason: connection.healthReason,
    lastUpdateAt: connection.lastUpdateAt?.toISOString() ?? null,
  };
}
