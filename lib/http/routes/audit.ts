import { auditFacets } from "../../audit/audit-facets.ts";
import { exportAudit } from "../../audit/export-audit.ts";
import { type AuditFilter, listAudit } from "../../audit/list-audit.ts";
import { type NamedEntry, withTeamNames } from "../../audit/with-team-names.ts";
import { invalidField } from "../../infra/errors.ts";
import { said } from "../../infra/said.ts";
import { adminRoute } from "../admin-route.ts";
import { csvPieces } from "../csv.ts";
import { paginate } from "../cursor.ts";
import type { Principal } from "../principal.ts";
import { visibleTeams } from "../report-range.ts";
import * as json from "../resources/audit.ts";

const tag = "Audit";
const access = { kind: "signedIn" } as const;

export const AUDIT_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/audit",
    summary: "List who changed what, newest first",
    tag,
    access,
    query: json.listAuditQuery,
    response: json.auditPageSchema,
    async handler({ query: { cursor, limit, ...query }, principal }) {
      const filter = await filterOf(query, principal);
      const list = async (page: { before: string | undefined; limit: number }) =>
        withTeamNames(await listAudit({ ...filter, ...page }));
      return paginate({ cursor, limit }, list, presentEntry);
    },
  }),
  adminRoute({
    method: "GET",
    path: "/audit/facets",
    summary: "List what the audit log can be filtered by",
    tag,
    access,
    query: json.auditFacetsQuery,
    response: json.auditFacetsSchema,
    handler: async ({ query, principal }) => auditFacets(await visibleTeams(query.teamId, principal)),
  }),
  adminRoute({
    method: "GET",
    path: "/audit/export",
    summary: "Export who changed what as CSV, newest first; at most 200 000 entries",
    tag,
    access,
    query: json.exportAuditQuery,
    stream: "text/csv",
    async handler({ query, principal, now, signal }) {
      const filter = await filterOf(query, principal);
      const pieces = csvPieces({ columns: COLUMNS, rows: toRows(exportAudit(filter, signal)) });
      return { pieces, filename: `audit-${now.toISOString().slice(0, 10)}.csv` };
    },
  }),
];

const COLUMNS = [
  { key: "time", header: "Time (UTC)" },
  { key: "actorType", header: "Actor type" },
  { key: "actor", header: "Actor" },
  { key: "action", header: "Action" },
  { key: "targetType", header: "Target type" },
  { key: "targetId", header: "Target id" },
  { key: "team", header: "Team" },
  { key: "teamId", header: "Team id" },
  { key: "before", header: "Before" },
  { key: "after", header: "After" },
  { key: "requestId", header: "Request id" },
] as const;

async function* toRows(entries: ReturnType<typeof exportAudit>) {
  for await (const entry of entries) {
    yield {
      time: entry.createdAt,
      actorType: entry.actorType,
      actor: entry.actorLabel,
      action: entry.action,
      targetType: entry.targetType,
      targetId: entry.targetId,
      team: entry.teamName,
      teamId: entry.teamId,
      before: entry.before,
      after: entry.after,
      requestId: entry.requestId,
    };
  }
}

async function filterOf(
  query: { [K in keyof typeof json.exportAuditQuery.shape]?: string | undefined },
  principal: Principal,
): Promise<AuditFilter> {
  const { teamId, from, to, ...others } = query;
  if (from && to && from >= to)
    throw invalidField("from", said`The first moment ${from} is not before the end, ${to}.`);
  return {
    ...others,
    ...(await visibleTeams(teamId, principal)),
    from: from ? new Date(from) : undefined,
    to: to ? new Date(to) : undefined,
  };
}

function presentEntry(entry: NamedEntry): json.AuditEntryJson {
  const { id, teamId, actorType, actorId, actorLabel, action, targetType, targetId, requestId, createdAt } = entry;
  return {
    id,
    teamId,
    teamName: entry.teamName,
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
