import { getDb } from "../infra/db.ts";
import type { LimitTopUp } from "../infra/prisma/client.ts";

/**
 * The top-ups of a team's limits, newest first.
 * @param options.limitId only this limit's; all of them by default
 * @param options.endingAfter only those whose window ends after it: the ones that still count
 */
export async function listTopUps(options: {
  teamId: string;
  limitId?: string;
  endingAfter?: Date;
  limit?: number;
}): Promise<LimitTopUp[]> {
  const { teamId, limitId, endingAfter, limit = 500 } = options;
  return getDb().limitTopUp.findMany({
    where: {
      teamId,
      ...(limitId ? { limitId } : {}),
      ...(endingAfter ? { windowEnd: { gt: endingAfter } } : {}),
    },
    orderBy: { id: "desc" },
    take: limit,
  });
}
