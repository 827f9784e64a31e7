import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import type { Team } from "../infra/prisma/client.ts";
import type { TeamType } from "../infra/prisma/enums.ts";
import { checkOverrides } from "./check-overrides.ts";
import { teamKey } from "./load-team-config.ts";
import { explainNameConflict } from "./name-conflict.ts";
import { canonicalDisplayName, canonicalPlatformName, canonicalTimeZone, nameKey } from "./name-key.ts";
import { auditedTeam, type OverrideValues, toColumns } from "./team-overrides.ts";

/**
 * Makes a team.
 * @param options.overrides what is left out or null inherits from the type's defaults
 * @throws AppError invalid_input (slug, time zone, unknown model), conflict (a name is taken)
 */
export async function createTeam(options: {
  displayName: string;
  platformName: string;
  type: TeamType;
  timeZone?: string | undefined;
  overrides?: { [K in keyof OverrideValues]?: OverrideValues[K] | undefined } | undefined;
  actor: Actor;
}): Promise<Team> {
  const { type, overrides = {}, actor } = options;
  const displayName = canonicalDisplayName(options.displayName);
  const platformName = canonicalPlatformName(options.platformName);
  const timeZone = canonicalTimeZone(options.timeZone ?? "UTC");
  try {
    const team = await getDb().$transaction(async (tx) => {
      const created = await tx.team.create({
        data: {
          displayName,
          displayNameKey: nameKey(displayName),
          platformName,
          platformNameKey: nameKey(platformName),
          type,
          timeZone,
          ...toColumns(overrides),
        },
      });
      await checkOverrides(tx, { team: created, changed: overrides });
      await writeAudit(tx, {
        actor,
        action: "team.create",
        teamId: created.id,
        targetType: "team",
        targetId: created.id,
        after: auditedTeam(created),
      });
      return created;
    });
    await dropEverywhere([teamKey(team.id)]);
    return team;
  } catch (error) {
    return explainNameConflict(error, { displayName, platformName });
  }
}
