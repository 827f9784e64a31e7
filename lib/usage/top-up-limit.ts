import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { invalidField } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import type { LimitTopUp } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";
import { auditedTopUp } from "./audited-top-up.ts";
import { limitsCacheKey } from "./load-limits.ts";
import { lockLimit } from "./lock-limit.ts";
import { MAX_AMOUNT } from "./max-amount.ts";
import { windowOf } from "./window.ts";

/**
 * Adds to a limit's amount until its current window ends; of a limit for each key or end user, to everyone's. It holds in
 * every process within 4 s, usually at once, and ends by itself: the next window is not the one it was made for.
 * @param options.amount requests, tokens or nano-USD, more than 0
 * @throws AppError not_found, or invalid_input naming the field
 */
export async function topUpLimit(options: {
  teamId: string;
  limitId: string;
  amount: bigint;
  reason: string | null;
  actor: Actor;
  now: Date;
}): Promise<LimitTopUp> {
  const { teamId, limitId, amount, reason, actor, now } = options;
  if (amount <= 0n) throw invalidField("amount", said`The amount must be greater than 0, not ${amount}.`);
  const topUp = await getDb().$transaction(async (tx) => {
    const limit = await lockLimit(tx, { teamId, limitId });
    const { timeZone } = await tx.team.findUniqueOrThrow({ where: { id: teamId }, select: { timeZone: true } });
    const { start: windowStart, end: windowEnd } = windowOf({ window: limit.window, timeZone, now });
    const { _sum } = await tx.limitTopUp.aggregate({
      where: { limitId, windowStart, windowEnd },
      _sum: { amount: true },
    });
    const most = MAX_AMOUNT - limit.amount - (_sum.amount ?? 0n);
    if (amount > most) throw invalidField("amount", said`The limit can be raised by at most ${most}, not ${amount}.`);
    const createdBy = actor.label;
    const row = await tx.limitTopUp.create({
      data: { limitId, teamId, amount, windowStart, windowEnd, reason, createdBy, createdAt: now },
    });
    await writeAudit(tx, {
      ...{ actor, action: "limit.top_up", teamId, targetType: "limit", targetId: limitId },
      before: null,
      after: auditedTopUp(limit, row),
    });
    return row;
  });
  await dropEverywhere([limitsCacheKey(teamId)]);
  return topUp;
}
