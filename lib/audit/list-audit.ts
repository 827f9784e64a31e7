import { getDb } from "../infra/db.ts";
import type { AuditEntry } from "../infra/prisma/client.ts";

/**
 * Audit entries, newest first.
 * @param options.teamIds only these teams' entries; undefined: everything, the platform's own included
 * @param options.before only entries older than the one with this id
 */
export async function listAudit(options: {
  teamIds?: string[] | undefined;
  actorId?: string | undefined;
  action?: string | undefined;
  before?: string | undefined;
  limit: number;
}): Promise<AuditEntry[]> {
  return getDb().auditEntry.findMany({
    where: {
      ...(options.teamIds ? { teamId: { in: options.teamIds } } : {}),
      ...(options.actorId ? { actorId: options.actorId } : {}),
      ...(options.action ? { action: options.action } : {}),
      ...(options.before ? { id: { lt: options.before } } : {}),
    },
    orderBy: { id: "desc" },
    take: options.limit,
  });
}
