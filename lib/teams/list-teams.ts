import { getDb } from "../infra/db.ts";
import type { Team } from "../infra/prisma/client.ts";

/**
 * Teams, newest first. For lists that are searched, sorted and read page by page: `listTeamStandings`.
 * @param options.teamIds only these teams; undefined: all
 */
export async function listTeams(options: { teamIds?: string[] | undefined; limit: number }): Promise<Team[]> {
  const { teamIds, limit } = options;
  return getDb().team.findMany({
    where: teamIds ? { id: { in: teamIds } } : {},
    orderBy: { id: "desc" },
    take: limit,
  });
}
