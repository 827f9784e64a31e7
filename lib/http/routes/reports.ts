import { filterNames } from "../../usage/filter-names.ts";
import { REPORT_EXPORT_ROWS, type ReportOptions, reportOrder, usageReport, usageTotals } from "../../usage/report.ts";
import { adminRoute } from "../admin-route.ts";
import { csvPieces } from "../csv.ts";
import { offsetCursor, readOffset } from "../offset-cursor.ts";
import type { Principal } from "../principal.ts";
import { reportRange, visibleTeams } from "../report-range.ts";
import { demandOneTeam } from "../report-team.ts";
import { usageExportQuery, usageQuery, usageReportSchema } from "../resources/usage.ts";

const tag = "Usage";
const access = { kind: "signedIn" } as const;

type Filters = Pick<ReportOptions, "channel" | "model" | "keyLineageId" | "endUserId"> & {
  groupBy: string;
  teamId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export const REPORT_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/usage",
    summary: "Report usage, cost, failures and latency over days, by one dimension",
    tag,
    access,
    query: usageQuery,
    response: usageReportSchema,
    async handler({ query, principal, now }) {
      const { groupBy, sort, order, limit, cursor } = query;
      const options = await optionsOf(query, principal, now);
      const offset = readOffset(cursor);
      const [rows, totals, filters] = await Promise.all([
        usageReport({ ...options, groupBy, sort, order, limit: limit + 1, offset }),
        usageTotals(options),
        filterNames({ ...query, teamIds: options.teamIds }),
      ]);
      const { from, to } = options;
      const nextCursor = rows.length > limit ? offsetCursor(offset + limit) : null;
      return { from, to, groupBy, ...reportOrder(query), filters, totals, rows: rows.slice(0, limit), nextCursor };
    },
  }),
  adminRoute({
    method: "GET",
    path: "/usage/export",
    summary: "Export usage over days, by one dimension, as CSV; at most 50 000 rows",
    tag,
    access,
    query: usageExportQuery,
    stream: "text/csv",
    async handler({ query, principal, now }) {
      const options = await optionsOf(query, principal, now);
      const { groupBy, sort, order } = query;
      const rows = await usageReport({ ...options, groupBy, sort, order, limit: REPORT_EXPORT_ROWS });
      const filename = `usage-by-${groupBy}-${options.from}-to-${options.to}.csv`;
      return { pieces: csvPieces({ columns: COLUMNS, rows }), filename };
    },
  }),
];

const COLUMNS = [
  { key: "group", header: "Group" },
  { key: "label", header: "Name" },
  { key: "requests", header: "Requests" },
  { key: "tokensIn", header: "Tokens in" },
  { key: "tokensOut", header: "Tokens out" },
  { key: "costNano", header: "Cost (nano-USD)" },
  { key: "latencyMs", header: "Mean latency (ms)" },
  { key: "latencyP50Ms", header: "p50 latency (ms)" },
  { key: "latencyP95Ms", header: "p95 latency (ms)" },
  { key: "partials", header: "Ended early" },
  { key: "failures", header: "Failures" },
  { key: "refusals", header: "Refusals" },
] as const;

async function optionsOf(query: Filters, principal: Principal, now: Date): Promise<ReportOptions> {
  const { channel, model, keyLineageId, endUserId, groupBy } = query;
  const teams = await visibleTeams(query.teamId, principal);
  if (groupBy === "endUser" || endUserId !== undefined) demandOneTeam(teams);
  return { channel, model, keyLineageId, endUserId, ...teams, ...(await reportRange({ query, teams, now })) };
}
