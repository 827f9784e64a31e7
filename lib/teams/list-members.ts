import { getDb } from "../infra/db.ts";
import type { Membership, User } from "../infra/prisma/client.ts";

export type Member = Membership & { user: User };

/** Everybody in a team, first come first. */
export async function listMembers(teamId: string): Promise<Member[]> {
  return getDb().membership.findMany({
    where: { teamId },
    include: { user: true },
    orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
  });
}
