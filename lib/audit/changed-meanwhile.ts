import type { Tx } from "../infra/db.ts";
import { AppError } from "../infra/errors.ts";
import type { Said } from "../infra/said.ts";

/**
 * What refuses a change that was made from a former version: nobody's work is written over unseen.
 * @param options.action the change that counts; left out, whatever was done to the target last
 * @param options.version the version there is now
 * @param options.says in words, with and without the name of whoever changed it
 * @returns a conflict with `reason: "changed_meanwhile"`, the `version` there is, and who changed which fields when
 */
export async function changedMeanwhile(
  tx: Tx,
  options: {
    targetType: string;
    targetId: string;
    action?: string;
    version: string;
    says: { by: (actor: string) => Said; bySomebody: Said };
  },
): Promise<AppError> {
  const { targetType, targetId, action, version, says } = options;
  const last = await tx.auditEntry.findFirst({
    where: { targetType, targetId, ...(action ? { action } : {}) },
    orderBy: { id: "desc" },
  });
  return new AppError("conflict", last ? says.by(last.actorLabel) : says.bySomebody, {
    details: {
      reason: "changed_meanwhile",
      version,
      changedBy: last?.actorLabel ?? null,
      changedAt: last?.createdAt.toISOString() ?? null,
      changedFields: Object.keys((last?.after ?? {}) as Record<string, unknown>),
    },
  });
}
