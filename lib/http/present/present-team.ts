import type { Team, TypeDefaults } from "../../infra/prisma/client.ts";
import type { TeamType } from "../../infra/prisma/enums.ts";
import type { ResolvedConfig } from "../../teams/resolve-config.ts";
import { overridesOf } from "../../teams/team-overrides.ts";
import type { TeamConfigJson, TeamJson, TypeDefaultsJson } from "../resources/teams.ts";

const TYPES = { PUBLIC: "public", PRIVATE: "private" } as const satisfies Record<TeamType, string>;

export function presentTeam(team: Team): TeamJson {
  const { id, displayName, platformName, type, timeZone, active, createdAt, updatedAt } = team;
  return {
    id,
    displayName,
    platformName,
    type: TYPES[type],
    timeZone,
    active,
    overrides: overridesOf(team),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

export function presentConfig(config: ResolvedConfig): TeamConfigJson {
  return { ...config, type: TYPES[config.type] };
}

export function presentTypeDefaults(row: TypeDefaults): TypeDefaultsJson {
  return { ...row, type: TYPES[row.type], updatedAt: row.updatedAt.toISOString() };
}
