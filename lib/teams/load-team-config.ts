import { validate as isUuid } from "uuid";
import { getDb } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import { createFreshCache } from "../infra/fresh-cache.ts";
import { said } from "../infra/said.ts";
import { type Catalog, loadCatalog, peekCatalog } from "../models/load-catalog.ts";
import { loadTypeDefaults, peekTypeDefaults, type TypeDefaultsByType } from "./load-type-defaults.ts";
import { type ResolvedConfig, resolveConfig, type TeamOverrides } from "./resolve-config.ts";

/** The cache key that a change of the team invalidates. */
export function teamKey(teamId: string): string {
  return `team:${teamId}`;
}

const teams = createFreshCache<TeamOverrides>({
  name: "teams",
  maxItems: 20_000,
  async load(keys) {
    const ids = keys.map((key) => key.slice("team:".length)).filter((id) => isUuid(id));
    const rows = ids.length === 0 ? [] : await getDb().team.findMany({ where: { id: { in: ids } } });
    return new Map(rows.map((row) => [teamKey(row.id), row]));
  },
});

/** What a configuration was made from: as long as all three are the same objects, so is the result. */
interface Made {
  defaults: TypeDefaultsByType;
  catalog: Catalog;
  config: ResolvedConfig;
}

const made = new WeakMap<TeamOverrides, Made>();

/**
 * A team's resolved configuration, at most 4 s old, and without what this process was told is outdated.
 * @throws AppError not_found for a team that does not exist
 */
export async function loadTeamConfig(teamId: string): Promise<ResolvedConfig> {
  const [team, defaults, catalog] = await Promise.all([teams.get(teamKey(teamId)), loadTypeDefaults(), loadCatalog()]);
  if (!team) throw notFound(said`The team was not found.`);
  return resolveOnce(team, defaults, catalog);
}

/** The same without waiting: undefined when something has to be loaded first. */
export function peekTeamConfig(teamId: string): ResolvedConfig | undefined {
  const team = teams.peek(teamKey(teamId));
  const defaults = peekTypeDefaults();
  const catalog = peekCatalog();
  return team && defaults && catalog ? resolveOnce(team, defaults, catalog) : undefined;
}

function resolveOnce(team: TeamOverrides, defaults: TypeDefaultsByType, catalog: Catalog): ResolvedConfig {
  const known = made.get(team);
  if (known && known.defaults === defaults && known.catalog === catalog) return known.config;
  const config = resolveConfig({
    team,
    typeDefaults: defaults[team.type] ?? null,
    enabledModels: catalog.enabledIds,
  });
  made.set(team, { defaults, catalog, config });
  return config;
}
