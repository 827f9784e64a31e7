import type { Connection } from "../../infra/prisma/client.ts";
import { listConnectionHealth } from "../../teams/list-connection-health.ts";
import { listTeams } from "../../teams/list-teams.ts";
import { listTimeZones } from "../../teams/list-time-zones.ts";
import { activeEndUsers } from "../../usage/active-end-users.ts";
import { type ProjectedLimit, projectedLimits } from "../../usage/projected-limits.ts";
import { usageTotals } from "../../usage/report.ts";
import { type UsageSeries, usageSeries } from "../../usage/usage-series.ts";
import { adminRoute } from "../admin-route.ts";
import { addDays, daysBetween, reportRange, visibleTeams } from "../report-range.ts";
import { demandOneTeam } from "../report-team.ts";
import * as json from "../resources/overview.ts";
import { seriesSpan } from "../series-span.ts";

const MOST_CONNECTIONS = 50;

export const OVERVIEW_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/overview",
    summary:
      "See the figures of a range, limits near their end and the health of connections, over all your teams or one",
    tag: "Usage",
    access: { kind: "signedIn" },
    query: json.overviewQuery,
    response: json.overviewSchema,
    async handler({ query, principal, now }) {
      const teams = await visibleTeams(query.teamId, principal);
      const range = await reportRange({ query, teams, now });
      const before = {
        from: query.compareFrom ?? addDays(range.from, -1 - daysBetween(range.from, range.to)),
        to: addDays(range.from, -1),
      };
      const [totals, past, endUsers, limits, connections, firstTeam] = await Promise.all([
        usageTotals({ ...range, ...teams }),
        usageTotals({ ...before, ...teams }),
        activeEndUsers({ ...teams, span: range, before }),
        projectedLimits({ ...teams, now }),
        listConnectionHealth({ ...teams, limit: MOST_CONNECTIONS }),
        listTeams({ ...teams, limit: 1 }),
      ]);
      return {
        ...range,
        compareFrom: before.from,
        compareTo: before.to,
        hasTeams: firstTeam.length > 0,
        totals: { ...totals, activeEndUsers: endUsers.span },
        before: { ...past, activeEndUsers: endUsers.before },
        limits: limits.map(presentLimit),
        connections: connections.map(presentHealth),
      };
    },
  }),
  adminRoute({
    method: "GET",
    path: "/usage/series",
    summary: "Report usage, cost, failures and latency by day or hour and one dimension, for charts",
    tag: "Usage",
    access: { kind: "signedIn" },
    query: json.usageSeriesQuery,
    response: json.usageSeriesSchema,
    async handler({ query, principal, now }) {
      const { by, teamId, bucket: asked, from: _from, to: _to, ...filters } = query;
      const teams = await visibleTeams(teamId, principal);
      if (by === "endUser" || query.endUserId) demandOneTeam(teams);
      const range = await reportRange({ query, teams, now });
      const timeZones = await listTimeZones(teams);
      // End users are counted by days alone.
      const bucket = by === "endUser" || query.endUserId ? "day" : asked;
      const { span, points, ...place } = seriesSpan({ range, bucket, timeZones, now });
      const series = await usageSeries({ ...filters, ...teams, by, span });
      return { ...range, ...place, by, ...arrange(series, points) };
    },
  }),
];

function arrange({ values, points }: UsageSeries, all: string[]) {
  const labels = new Map(values.map(({ group, label }) => [group, label]));
  const valuesAt = Map.groupBy(values, ({ at }) => at);
  const pointAt = new Map(points.map((point) => [point.at, point]));
  const empty = { failures: 0, refusals: 0, latencyP50Ms: null, latencyP95Ms: null };
  return {
    series: [...labels].map(([group, label]) => ({ group, label })),
    points: all.map((at) => ({ ...empty, ...pointAt.get(at), at, values: valuesAt.get(at) ?? [] })),
  };
}

function presentLimit(limit: ProjectedLimit): json.LimitNearEndJson {
  return {
    ...limit,
    scope: limit.scope.toLowerCase() as json.LimitNearEndJson["scope"],
    unit: limit.unit.toLowerCase() as json.LimitNearEndJson["unit"],
    window: limit.window.toLowerCase() as json.LimitNearEndJson["window"],
    resetsAt: limit.resetsAt.toISOString(),
    projectedExceedAt: limit.projectedExceedAt?.toISOString() ?? null,
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
