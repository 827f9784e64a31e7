import { getDb } from "#lib/infra/db.ts";
import type { Team } from "#lib/infra/prisma/client.ts";
import { uniqueName } from "./unique-name.ts";

/** A team straight into the database; null or left out means inherit. */
export async function createTeam(
  overrides: Partial<Omit<Team, "id" | "displayNameKey" | "platformNameKey" | "createdAt" | "updatedAt">> = {},
): Promise<Team> {
  const platformName = overrides.platformName ?? uniqueName("team");
  const displayName = overrides.displayName ?? `Team ${platformName}`;
  return getDb().team.create({
    data: {
      type: "PRIVATE",
      ...overrides,
      displayName,
      platformName,
      displayNameKey: displayName.normalize("NFKC").toLowerCase(),
      platformNameKey: platformName.normalize("NFKC").toLowerCase(),
      overridesModels: overrides.overridesModels ?? overrides.availableModels !== undefined,
      overridesCommands: overrides.overridesCommands ?? overrides.commands !== undefined,
    },
  });
}
