import type { Limit } from "../../infra/prisma/client.ts";
import type { LimitStatus } from "../../usage/reservation.ts";
import type { LimitJson } from "../resources/limits.ts";

/** @param status where the limit stands, for one that counts for a single subject */
export function presentLimit(limit: Limit, status: LimitStatus | undefined): LimitJson {
  const { id, teamId, subjectId, amount, softPercent, createdAt, updatedAt } = limit;
  return {
    id,
    teamId,
    scope: limit.scope.toLowerCase() as LimitJson["scope"],
    subjectId,
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
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
