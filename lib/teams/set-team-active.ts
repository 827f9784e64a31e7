import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import type { Team } from "../infra/prisma/client.ts";
import { connectionChanged } from "./connection-changed.ts";
import { teamKey } from "./load-team-config.ts";
import { lockTeam } from "./lock-team.ts";

/**
 * Switches a team off or on. Off, its keys and bots stop within 5 s: at once where the news arrives, and by the caches'
 * expiry where it does not. Nothing is deleted.
 * @returns the team, and whether it was otherwise before
 * @throws AppError not_found
 */
export async function setTeamActive(options: {
  teamId: string;
  active: boolean;
  actor: Actor;
}): Promise<{ team: Team; changed: boolean }> {
  const { teamId, active, actor } = options;
  const result = await getDb().$transaction(async (tx) => {
    const before = await lockTeam(tx, teamId);
    if (before.active === active) return { team: before, changed: false };
    const after = await tx.team.update({ where: { id: teamId }, data: { active } });
    await writeAudit(tx, {
      actor,
      action: active ? "team.activate" : "team.deactivate",
      teamId,
      targetType: "team",
      targetId: teamId,
      before: { active: before.active },
      after: { active },
    });
    return { team: after, changed: true };
  });
  await dropEverywhere([teamKey(teamId)]);
  await connectionChanged({ teamId });
  return result;
}
