import { getDb } from "../infra/db.ts";
import { readTeam } from "./read-team.ts";
import { type ResolvedConfig, resolveConfig } from "./resolve-config.ts";

/**
 * A team's resolved configuration straight from the database, for people: after a change it is right at once, whichever
 * process answers. Calls and turns use `loadTeamConfig`.
 * @throws AppError not_found
 */
export async function readTeamConfig(teamId: string): Promise<ResolvedConfig> {
  const team = await readTeam(teamId);
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
