import { getDb } from "../infra/db.ts";
import type { GateDecision } from "../infra/prisma/client.ts";

/** A group's decisions, newest first. */
export function listDecisions(options: {
  groupId: string;
  userId?: string | undefined;
  outcome?: string | undefined;
  before?: string | undefined;
  limit: number;
}): Promise<GateDecision[]> {
  const { groupId, userId, outcome, before, limit } = options;
  return getDb().gateDecision.findMany({
    where: {
      groupId,
      ...(userId ? { userId: BigInt(userId) } : {}),
      ...(outcome ? { outcome } : {}),
      ...(before ? { id: { lt: before } } : {}),
    },
    orderBy: { id: "desc" },
    take: limit,
  });
}
