import { getDb } from "../infra/db.ts";
import type { Team } from "../infra/prisma/client.ts";
import { checkOverrides } from "./check-overrides.ts";
import { readTeam } from "./read-team.ts";
import { type ResolvedConfig, resolveConfig } from "./resolve-config.ts";
import { columnsOf, type TeamChanges } from "./team-changes.ts";

/**
 * A team's resolved configuration straight from the database, for people: after a change it is right at once, whichever
 * process answers. Calls and turns use `loadTeamConfig`.
 * @param draft as it would be with these changes, which are checked as if they were saved, but are not
 * @throws AppError not_found; invalid_input for a draft that could not be saved
 */
export async function readTeamConfig(teamId: string, draft: TeamChanges = {}): Promise<ResolvedConfig> {
  const team: Team = { ...(await readTeam(teamId)), ...columnsOf(draft) };
  await checkOverrides(getDb(), { team, changed: draft.overrides ?? {} });
  const [typeDefaults, models] = await Promise.all([
    getDb().typeDefaults.findUnique({ where: { type: team.type } }),
    getDb().model.findMany({
      where: { enabled: true, provider: { enabled: true } },
      select: { publicId: true },
      distinct: ["publicId"],
      orderBy: { publicId: "asc" },
    }),
  ]);
  return resolveConfig({ team, typeDefaults, enabledModels: models.map((model) => model.publicId) });
}
