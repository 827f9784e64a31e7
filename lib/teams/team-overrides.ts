import type { Prisma, Team } from "../infra/prisma/client.ts";

/** What a team may set for itself; null means inherit from its type's defaults. */
export interface OverrideValues {
  rateLimit: number | null;
  maxHistory: number | null;
  defaultModel: string | null;
  availableModels: string[] | null;
  allowModelSwitch: boolean | null;
  requiresAuth: boolean | null;
  commands: string[] | null;
  systemPrompt: string | null;
}

/** A team's overrides as they are shown: a list that is not overridden is null. */
export function overridesOf(team: Team): OverrideValues {
  const { rateLimit, maxHistory, defaultModel, allowModelSwitch, requiresAuth, systemPrompt } = team;
  return {
    rateLimit,
    maxHistory,
    defaultModel,
    availableModels: team.overridesModels ? team.availableModels : null,
    allowModelSwitch,
    requiresAuth,
    commands: team.overridesCommands ? team.commands : null,
    systemPrompt,
  };
}

type Columns = Pick<
  Prisma.TeamUncheckedUpdateInput & Prisma.TeamUncheckedCreateInput,
  | "rateLimit"
  | "maxHistory"
  | "defaultModel"
  | "availableModels"
  | "overridesModels"
  | "allowModelSwitch"
  | "requiresAuth"
  | "commands"
  | "overridesCommands"
  | "systemPrompt"
>;

/** The columns to write; what is undefined is left alone. */
export function toColumns(values: Partial<{ [K in keyof OverrideValues]: OverrideValues[K] | undefined }>): Columns {
  const { availableModels, commands, rateLimit, maxHistory, defaultModel } = values;
  const { allowModelSwitch, requiresAuth, systemPrompt } = values;
  return {
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(maxHistory === undefined ? {} : { maxHistory }),
    ...(defaultModel === undefined ? {} : { defaultModel }),
    ...(allowModelSwitch === undefined ? {} : { allowModelSwitch }),
    ...(requiresAuth === undefined ? {} : { requiresAuth }),
    ...(systemPrompt === undefined ? {} : { systemPrompt }),
    ...(availableModels === undefined
      ? {}
      : { availableModels: [...new Set(availableModels)], overridesModels: availableModels !== null }),
    ...(commands === undefined ? {} : { commands: [...new Set(commands)], overridesCommands: commands !== null }),
  };
}

/** What the audit log keeps of a team. */
export function auditedTeam(team: Team): Record<string, unknown> {
  const { displayName, platformName, type, timeZone, active } = team;
  return { displayName, platformName, type: type.toLowerCase(), timeZone, active, ...overridesOf(team) };
}
