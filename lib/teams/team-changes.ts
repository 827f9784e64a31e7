import type { Team } from "../infra/prisma/client.ts";
import type { TeamType } from "../infra/prisma/enums.ts";
import { canonicalDisplayName, canonicalPlatformName, canonicalTimeZone, nameKey } from "./name-key.ts";
import { type OverrideValues, toColumns } from "./team-overrides.ts";

/** What is left out stays; an override of null goes back to inheriting. */
export interface TeamChanges {
  displayName?: string | undefined;
  platformName?: string | undefined;
  type?: TeamType | undefined;
  timeZone?: string | undefined;
  overrides?: { [K in keyof OverrideValues]?: OverrideValues[K] | undefined } | undefined;
}

/**
 * The columns that changes write.
 * @throws AppError invalid_input for a platform name that is no slug and a time zone that is none
 */
export function columnsOf(changes: TeamChanges): Partial<Team> {
  const { type } = changes;
  const displayName = changes.displayName === undefined ? undefined : canonicalDisplayName(changes.displayName);
  const platformName = changes.platformName === undefined ? undefined : canonicalPlatformName(changes.platformName);
  return {
    ...(displayName === undefined ? {} : { displayName, displayNameKey: nameKey(displayName) }),
    ...(platformName === undefined ? {} : { platformName, platformNameKey: nameKey(platformName) }),
    ...(type === undefined ? {} : { type }),
    ...(changes.timeZone === undefined ? {} : { timeZone: canonicalTimeZone(changes.timeZone) }),
    ...(toColumns(changes.overrides ?? {}) as Partial<Team>),
  };
}
