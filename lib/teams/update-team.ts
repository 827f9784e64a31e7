import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import type { Team } from "../infra/prisma/client.ts";
import type { TeamType } from "../infra/prisma/enums.ts";
import { checkOverrides } from "./check-overrides.ts";
import { teamKey } from "./load-team-config.ts";
import { lockTeam } from "./lock-team.ts";
import { explainNameConflict } from "./name-conflict.ts";
import { canonicalDisplayName, canonicalPlatformName, canonicalTimeZone, nameKey } from "./name-key.ts";
import { auditedTeam, type OverrideValues, toColumns } from "./team-overrides.ts";

/**
 * Changes a team; what is left out stays, an override of null goes back to inheriting.
 * @throws AppError not_found, invalid_input (slug, time zone, unknown model), conflict (a name is taken)
 */
export async function updateTeam(options: {
  teamId: string;
  changes: {
    displayName?: string | undefined;
    platformName?: string | undefined;
    type?: TeamType | undefined;
    timeZone?: string | undefined;
    overrides?: { [K in keyof OverrideValues]?: OverrideValues[K] | undefined } | undefined;
  };
  actor: Actor;
}): Promise<Team> {
  const { teamId, changes, actor } = options;
  const displayName = changes.displayName === undefined ? undefined : canonicalDisplayName(changes.displayName);
  const platformName = changes.platformName === undefined ? undefined : canonicalPlatformName(changes.platformName);
  try {
    const team = await getDb().$transaction(async (tx) => {
      const before = await lockTeam(tx, teamId);
      const after = await tx.team.update({
        where: { id: teamId },
        data: {
          ...(displayName === undefined ? {} : { displayName, displayNameKey: nameKey(displayName) }),
          ...(platformName === undefined ? {} : { platformName, platformNameKey: nameKey(platformName) }),
          ...(changes.type === undefined ? {} : { type: changes.type }),
          ...(changes.timeZone === undefined ? {} : { timeZone: canonicalTimeZone(changes.timeZone) }),
          ...toColumns(changes.overrides ?? {}),
        },
      });
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
    return explainNameConflict(error, { displayName, platformName }, teamId);
  }
}
