import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import type { Team } from "../infra/prisma/client.ts";
import { checkOverrides } from "./check-overrides.ts";
import { checkVersion } from "./check-version.ts";
import { teamKey } from "./load-team-config.ts";
import { lockTeam } from "./lock-team.ts";
import { explainNameConflict } from "./name-conflict.ts";
import { columnsOf, type TeamChanges } from "./team-changes.ts";
import { auditedTeam } from "./team-overrides.ts";

/**
 * Changes a team; what is left out stays, an override of null goes back to inheriting.
 * @param options.version the team's version that the changes were made from; left out, they go over whatever there is
 * @throws AppError not_found, invalid_input (slug, time zone, unknown model), conflict (a name is taken; changed meanwhile)
 */
export async function updateTeam(options: {
  teamId: string;
  changes: TeamChanges;
  version?: string | undefined;
  actor: Actor;
}): Promise<Team> {
  const { teamId, changes, version, actor } = options;
  const columns = columnsOf(changes);
  try {
    const team = await getDb().$transaction(async (tx) => {
      const before = await lockTeam(tx, teamId);
      await checkVersion(tx, { team: before, version });
      const after = await tx.team.update({ where: { id: teamId }, data: columns });
      await checkOverrides(tx, { team: after, changed: changes.overrides ?? {} });
      await writeAudit(tx, {
        actor,
        action: "team.update",
        teamId,
        targetType: "team",
        targetId: teamId,
        before: auditedTeam(before),
        after: auditedTeam(after),
      });
      return after;
    });
    await dropEverywhere([teamKey(teamId)]);
    return team;
  } catch (error) {
    return explainNameConflict(error, columns, teamId);
  }
}
