import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { AppError, notFound } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import { said } from "../infra/said.ts";
import { auditedTopUp } from "./audited-top-up.ts";
import { limitsCacheKey } from "./load-limits.ts";
import { lockLimit } from "./lock-limit.ts";

/**
 * Takes a top-up back before its window ends. What was used of it stays used, so the limit may then stand above its amount.
 * @throws AppError not_found, or conflict when its window has ended: what was, was
 */
export async function revokeTopUp(options: {
  teamId: string;
  limitId: string;
  topUpId: string;
  actor: Actor;
  now: Date;
}): Promise<void> {
  const { teamId, limitId, topUpId, actor, now } = options;
  await getDb().$transaction(async (tx) => {
    const limit = await lockLimit(tx, { teamId, limitId });
    const topUp = await tx.limitTopUp.findFirst({ where: { id: topUpId, limitId } });
    if (!topUp) throw notFound(said`The top-up was not found.`);
    if (topUp.windowEnd <= now) throw new AppError("conflict", said`The top-up has ended with its window already.`);
    await tx.limitTopUp.delete({ where: { id: topUpId } });
    await writeAudit(tx, {
      ...{ actor, action: "limit.revoke_top_up", teamId, targetType: "limit", targetId: limitId },
      before: auditedTopUp(limit, topUp),
      after: null,
    });
  });
  await dropEverywhere([limitsCacheKey(teamId)]);
}
