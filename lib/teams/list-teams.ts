import { getDb } from "../infra/db.ts";
import type { Team } from "../infra/prisma/client.ts";
import type { TeamType } from "../infra/prisma/enums.ts";
import { nameKey } from "./name-key.ts";

/**
 * Teams, newest first.
 * @param options.teamIds only these; undefined: all
 * @param options.search a part of the display or platform name, in any case
 * @param options.before only teams made before the one with this id
 */
export async function listTeams(options: {
  teamIds?: string[] | undefined;
  search?: string | undefined;
  type?: TeamType | undefined;
  active?: boolean | undefined;
  before?: string | undefined;
  limit: number;
}): Promise<Team[]> {
  const { teamIds, type, active, before, limit } = options;
  // Prisma passes LIKE's wildcards on; here they are letters like any other.
  const contains = options.search ? nameKey(options.search).replace(/[\\%_]/g, "\\$&") : "";
  return getDb().team.findMany({
    where: {
      AND: [
        teamIds ? { id: { in: teamIds } } : {},
        before ? { id: { lt: before } } : {},
        contains ? { OR: [{ displayNameKey: { contains } }, { platformNameKey: { contains } }] } : {},
      ],
      ...(type ? { type } : {}),
      ...(active === undefined ? {} : { active }),
    },
    orderBy: { id: "desc" },
    take: limit,
  });
}
