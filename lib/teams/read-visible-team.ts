import { validate as isUuid } from "uuid";
import { getDb } from "../infra/db.ts";
import type { Team } from "../infra/prisma/client.ts";
import type { MemberRole } from "../infra/prisma/enums.ts";

/**
 * A team as one user may see it, and what they are in it.
 * @returns null for an id that is none, that nothing has, and for a team of others alike
 */
export async function readVisibleTeam(options: {
  teamId: string;
  user: { id: string; isOperator: boolean };
}): Promise<{ team: Team; role: MemberRole | "OPERATOR" } | null> {
  const { teamId, user } = options;
  if (!isUuid(teamId)) return null;
  if (user.isOperator) {
    const team = await getDb().team.findUnique({ where: { id: teamId } });
    return team && { team, role: "OPERATOR" };
  }
  const membership = await getDb().membership.findUnique({
    where: { teamId_userId: { teamId, userId: user.id } },
    include: { team: true },
  });
  return membership && { team: membership.team, role: membership.role };
}
