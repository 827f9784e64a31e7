import { getDb } from "../infra/db.ts";
import type { AuditEntry, Prisma } from "../infra/prisma/client.ts";
import { uuidBound } from "./uuid-bound.ts";

export interface AuditFilter {
  /** Only these teams' entries; undefined: everything, the platform's own included. */
  teamIds?: string[] | undefined;
  actorId?: string | undefined;
  /** Such as `team.update`, or an area with a dot at its end: `team.`. */
  action?: string | undefined;
  targetType?: string | undefined;
  targetId?: string | undefined;
  /** The first moment. */
  from?: Date | undefined;
  /** The first moment that is too late. */
  to?: Date | undefined;
}

/** Audit entries, newest first. @param options.before only entries older than the one with this id */
export async function listAudit(
  options: AuditFilter & { before?: string | undefined; limit: number },
): Promise<AuditEntry[]> {
  return getDb().auditEntry.findMany({
    where: { AND: [whereAudit(options), options.before ? { id: { lt: options.before } } : {}] },
    orderBy: { id: "desc" },
    take: options.limit,
  });
}

function whereAudit(filter: AuditFilter): Prisma.AuditEntryWhereInput {
  const { teamIds, actorId, action, targetType, targetId, from, to } = filter;
  return {
    AND: [
      from ? { createdAt: { gte: from }, id: { gte: uuidBound({ at: from, side: "from" }) } } : {},
      to ? { createdAt: { lt: to }, id: { lte: uuidBound({ at: to, side: "to" }) } } : {},
    ],
    ...(teamIds ? { teamId: { in: teamIds } } : {}),
    ...(actorId ? { actorId } : {}),
    ...(action ? { action: action.endsWith(".") ? { startsWith: action } : action } : {}),
    ...(targetType ? { targetType } : {}),
    ...(targetId ? { targetId } : {}),
  };
}
