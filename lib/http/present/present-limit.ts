import type { Limit, LimitTopUp } from "../../infra/prisma/client.ts";
import type { LimitStatus } from "../../usage/reservation.ts";
import type { LimitJson } from "../resources/limits.ts";

/** What a limit is shown with. */
export interface LimitView {
  limit: Limit;
  /** Where it stands, for one that counts for a single subject. */
  status?: LimitStatus | undefined;
  subjectName?: string | undefined;
  /** Those of the current window. */
  topUps: LimitTopUp[];
  /** When that window ends. */
  resetsAt: Date;
  fullest?: { subjectId: string; name: string; used: bigint } | undefined;
}

export function presentLimit({ limit, status, subjectName, topUps, resetsAt, fullest }: LimitView): LimitJson {
  const { id, teamId, subjectId, amount, softPercent, createdAt, updatedAt } = limit;
  return {
    id,
    teamId,
    scope: limit.scope.toLowerCase() as LimitJson["scope"],
    subjectId,
    subjectName: subjectName ?? null,
    unit: limit.unit.toLowerCase() as LimitJson["unit"],
    window: limit.window.toLowerCase() as LimitJson["window"],
    amount: amount.toString(),
    softPercent,
    current: status
      ? {
          used: status.used.toString(),
          reserved: status.reserved.toString(),
          remaining: status.remaining.toString(),
          resetsAt: status.resetsAt.toISOString(),
        }
      : null,
    resetsAt: resetsAt.toISOString(),
    toppedUp: topUps.reduce((sum, topUp) => sum + topUp.amount, 0n).toString(),
    topUps: topUps.map((topUp) => ({
      id: topUp.id,
      amount: topUp.amount.toString(),
      reason: topUp.reason,
      createdBy: topUp.createdBy,
      createdAt: topUp.createdAt.toISOString(),
      endsAt: topUp.windowEnd.toISOString(),
    })),
    fullest: fullest ? { ...fullest, used: fullest.used.toString() } : null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
