import { listAudit } from "../../audit/list-audit.ts";
import type { AuditEntry } from "../../infra/prisma/client.ts";
import { usageReport, usageTotals } from "../../usage/report.ts";
import { adminRoute } from "../admin-route.ts";
import { paginate } from "../cursor.ts";
import { reportRange, visibleTeams } from "../report-range.ts";
import { type AuditEntryJson, auditPageSchema, listAuditQuery } from "../resources/audit.ts";
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
  adminRoute({
    method: "GET",
    path: "/audit",
    summary: "List who changed what, newest first",
    tag: "Audit",
    access: { kind: "signedIn" },
    query: listAuditQuery,
    response: auditPageSchema,
    async handler({ query, principal }) {
      const teams = await visibleTeams(query.teamId, principal);
      return paginate(
        query,
        (page) => listAudit({ ...page, ...teams, action: query.action, actorId: query.actorId }),
        presentEntry,
      );
    },
  }),
];

function presentEntry(entry: AuditEntry): AuditEntryJson {
  const { id, teamId, actorType, actorId, actorLabel, action, targetType, targetId, requestId, createdAt } = entry;
  return {
    id,
    teamId,
    actor: { type: actorType, id: actorId, label: actorLabel },
    action,
    targetType,
    targetId,
    before: entry.before as Record<string, unknown> | null,
    after: entry.after as Record<string, unknown> | null,
    requestId,
    createdAt: createdAt.toISOString(),
  };
}
