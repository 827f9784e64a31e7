import { listAudit } from "../../audit/list-audit.ts";
import { invalidField, notFound } from "../../infra/errors.ts";
import type { AuditEntry } from "../../infra/prisma/client.ts";
import { readTeam } from "../../teams/read-team.ts";
import { usageReport, usageTotals } from "../../usage/report.ts";
import { adminRoute } from "../admin-route.ts";
import { paginate } from "../cursor.ts";
import type { Principal } from "../principal.ts";
import { type AuditEntryJson, auditPageSchema, listAuditQuery } from "../resources/audit.ts";
import { usageQuery, usageReportSchema } from "../resources/usage.ts";

const DAY_MS = 86_400_000;
/** Days in a report that names no first one. */
const DEFAULT_DAYS = 30;

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
      const to = query.to ?? now.toISOString().slice(0, 10);
      const from = query.from ?? new Date(Date.parse(to) - (DEFAULT_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
      if (from > to) throw invalidField("from", `The first day ${from} is after the last one, ${to}.`);
      const options = { ...filters, from, to, ...(await visibleTeams(teamId, principal)) };
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
      return paginate(query, (page) => listAudit({ ...page, ...teams, action: query.action }), presentEntry);
    },
  }),
];

/**
 * The teams to report on: the one asked for, else all that the caller may see (for an operator, no restriction).
 * @throws AppError not_found, alike for a team of others and for none
 */
async function visibleTeams(teamId: string | undefined, principal: Principal): Promise<{ teamIds?: string[] }> {
  if (teamId === undefined) return principal.isOperator ? {} : { teamIds: [...principal.roles.keys()] };
  if (!principal.isOperator && !principal.roles.has(teamId)) throw notFound("The team");
  if (principal.isOperator) await readTeam(teamId);
  return { teamIds: [teamId] };
}

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
