import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import type { Team } from "../infra/prisma/client.ts";
import { limitsCacheKey } from "../usage/load-limits.ts";
import { teamKey } from "./load-team-config.ts";
import { lockTeam } from "./lock-team.ts";
import { explainNameConflict } from "./name-conflict.ts";
import { columnsOf } from "./team-changes.ts";
import { auditedTeam, overridesOf } from "./team-overrides.ts";

/**
 * Makes a team with another one's type, time zone, overrides and limits, all of it or nothing. Keys, connections, members
 * and everything secret stay where they are, and so do limits of a single key or end user, who are not the new team's.
 * The new team is on, whether or not the other one is.
 * @throws AppError not_found, invalid_input (slug), conflict (a name is taken)
 */
export async function duplicateTeam(options: {
  teamId: string;
  displayName: string;
  platformName: string;
  actor: Actor;
  now: Date;
}): Promise<Team> {
  const { teamId, displayName, platformName, actor, now } = options;
  const names = columnsOf({ displayName, platformName });
  try {
    const team = await getDb().$transaction(async (tx) => {
      const source = await lockTeam(tx, teamId);
      const { type, timeZone } = source;
      const created = await tx.team.create({
        data: { ...columnsOf({ displayName, platformName, type, overrides: overridesOf(source) }), timeZone } as Team,
      });
      const limits = await tx.limit.findMany({ where: { teamId, subjectId: null }, orderBy: { id: "asc" } });
      const copied = limits.map(({ scope, unit, window, amount, softPercent }) => ({
        ...{ scope, unit, window, amount, softPercent },
      }));
      await tx.limit.createMany({
        data: copied.map((limit) => ({ ...limit, teamId: created.id, createdAt: now, updatedAt: now })),
      });
      await writeAudit(tx, {
        actor,
        action: "team.duplicate",
        teamId: created.id,
        targetType: "team",
        targetId: created.id,
        after: { ...auditedTeam(created), copiedFrom: source.platformName, limits: copied },
      });
      return created;
    });
    await dropEverywhere([teamKey(team.id), limitsCacheKey(team.id)]);
    return team;
  } catch (error) {
    return explainNameConflict(error, names);
  }
}
