import type { TeamType } from "../infra/prisma/enums.ts";
import { BUILTIN_DEFAULTS, type ConfigValues } from "./builtin-defaults.ts";

export type ConfigSource = "builtin" | "type" | "team";

export interface Sourced<T> {
  value: T;
  source: ConfigSource;
  /** What it would be if the team's override were removed. */
  inherited: T;
}

export interface ResolvedConfig {
  teamId: string;
  platformName: string;
  displayName: string;
  type: TeamType;
  timeZone: string;
  active: boolean;
  rateLimit: Sourced<number>;
  maxHistory: Sourced<number>;
  defaultModel: Sourced<string>;
  /** Expanded: public ids that exist and are enabled. */
  availableModels: Sourced<string[]>;
  allowModelSwitch: Sourced<boolean>;
  requiresAuth: Sourced<boolean>;
  commands: Sourced<string[]>;
  systemPrompt: Sourced<string>;
}

/** A team's row, as far as its configuration goes: null, or a false `overrides…`, means inherit. */
export interface TeamOverrides {
  id: string;
  platformName: string;
  displayName: string;
  type: TeamType;
  timeZone: string;
  active: boolean;
  rateLimit: number | null;
  maxHistory: number | null;
  defaultModel: string | null;
  availableModels: string[];
  overridesModels: boolean;
  allowModelSwitch: boolean | null;
  requiresAuth: boolean | null;
  commands: string[];
  overridesCommands: boolean;
  systemPrompt: string | null;
}

/**
 * Merges built-in defaults ← the type's defaults ← the team's overrides, and says for each value where it came from.
 * Pure.
 * @param options.typeDefaults the row of the team's type, or null when none has been stored
 * @param options.enabledModels public ids that exist and are enabled
 */
export function resolveConfig(options: {
  team: TeamOverrides;
  typeDefaults: ConfigValues | null;
  enabledModels: string[];
}): ResolvedConfig {
  const { team, typeDefaults, enabledModels } = options;
  const base: ConfigValues = typeDefaults ?? copyOf(BUILTIN_DEFAULTS[team.type]);
  const baseSource: ConfigSource = typeDefaults ? "type" : "builtin";
  const pick = <T>(inherited: T, override: T | null): Sourced<T> =>
    override === null
      ? { value: inherited, source: baseSource, inherited }
      : { value: override, source: "team", inherited };
  const enabled = new Set(enabledModels);
  const existing = (ids: string[]) => ids.filter((id) => enabled.has(id));
  return {
    teamId: team.id,
    platformName: team.platformName,
    displayName: team.displayName,
    type: team.type,
    timeZone: team.timeZone,
    active: team.active,
    rateLimit: pick(base.rateLimit, team.rateLimit),
    maxHistory: pick(base.maxHistory, team.maxHistory),
    defaultModel: pick(base.defaultModel, team.defaultModel),
    availableModels: pick(
      base.availableModels.length === 0 ? [...enabledModels] : existing(base.availableModels),
      team.overridesModels ? existing(team.availableModels) : null,
    ),
    allowModelSwitch: pick(base.allowModelSwitch, team.allowModelSwitch),
    requiresAuth: pick(base.requiresAuth, team.requiresAuth),
    commands: pick([...base.commands], team.overridesCommands ? team.commands : null),
    systemPrompt: pick(base.systemPrompt, team.systemPrompt),
  };
}

function copyOf(values: (typeof BUILTIN_DEFAULTS)[TeamType]): ConfigValues {
  return { ...values, availableModels: [...values.availableModels], commands: [...values.commands] };
}
