import { usageReport, usageTotals } from "../../usage/report.ts";
import { adminRoute } from "../admin-route.ts";
import { reportRange, visibleTeams } from "../report-range.ts";
import { usageQuery, usageReportSchema } from "../resources/usage.ts";

export const REPORT_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/usage",
    summary: "Report usage and cost over days, by one dimension",
    tag: "Usage",
    access: { kind: "signedIn" },
    query: usageQuery,
    response: usageReportSchema,
    async handler({ query, principal, now }) {
      const { groupBy, limit, teamId, ...filters } = query;
      const teams = await visibleTeams(teamId, principal);
      const { from, to } = await reportRange({ query, teams, now });
      const options = { ...filters, from, to, ...teams };
      const [rows, totals] = await Promise.all([usageReport({ ...options, groupBy, limit }), usageTotals(options)]);
      return { from, to, groupBy, totals, rows };
    },
  }),
];
