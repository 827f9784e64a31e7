import { CONFIG_FIELDS, type ConfigField, type OverrideName } from "#components/team/configuration/config-fields.ts";
import type { TeamConfigJson, TeamJson, UpdateTeamBody } from "#lib/http/resources/teams.ts";

export type GeneralName = "displayName" | "timeZone";
export type DraftName = GeneralName | OverrideName;

/** As the form's controls hold it: a number is the text that was typed. Null inherits. */
export type DraftValue = string | boolean | string[] | null;

/** Only what differs from what is saved. */
export type ConfigDraft = Partial<Record<DraftName, DraftValue>>;

/** What is saved, in the form's terms. */
export interface Baseline {
  displayName: string;
  timeZone: string;
  overrides: Record<OverrideName, DraftValue>;
  inherited: Record<OverrideName, Exclude<DraftValue, null>>;
  /** Who says what is inherited: the type's defaults, or the built-in ones where there are none. */
  inheritedFrom: string;
}

export interface Change {
  name: DraftName;
  label: string;
  kind: ConfigField["kind"] | "general";
  before: Exclude<DraftValue, null>;
  after: Exclude<DraftValue, null>;
  /** The value was, or will be, inherited. */
  wasInherited: boolean;
  willInherit: boolean;
}

const GENERAL_LABELS = { displayName: "Display name", timeZone: "Time zone" } as const;

export function baselineOf(team: TeamJson, config: TeamConfigJson): Baseline {
  const fields = CONFIG_FIELDS.map(({ name }) => name);
  const isBuiltIn = fields.some((name) => config[name].source === "builtin");
  return {
    displayName: team.displayName,
    timeZone: team.timeZone,
    overrides: record(fields, (name) => toDraft(team.overrides[name])),
    inherited: record(fields, (name) => toDraft(config[name].inherited) as Exclude<DraftValue, null>),
    inheritedFrom: isBuiltIn ? "built-in defaults" : `${team.type === "public" ? "Public" : "Private"} defaults`,
  };
}

/** What a field shows: the draft's value, else the saved one; and whether that is an override. */
export function currentOf(baseline: Baseline, draft: ConfigDraft, name: OverrideName) {
  const drafted = draft[name];
  const override = drafted === undefined ? baseline.overrides[name] : drafted;
  return {
    value: override ?? baseline.inherited[name],
    overridden: override !== null,
    changed: drafted !== undefined,
  };
}

/** The draft with one value more; a value that is back at what is saved leaves it. */
export function withValue(baseline: Baseline, draft: ConfigDraft, name: DraftName, value: DraftValue): ConfigDraft {
  const { [name]: _, ...rest } = draft;
  const saved = name === "displayName" || name === "timeZone" ? baseline[name] : baseline.overrides[name];
  return same(saved, value) ? rest : { ...rest, [name]: value };
}

export function changesOf(baseline: Baseline, draft: ConfigDraft): Change[] {
  const general = (["displayName", "timeZone"] as const).flatMap((name): Change[] => {
    const after = draft[name];
    if (typeof after !== "string") return [];
    const common = { wasInherited: false, willInherit: false, kind: "general" as const };
    return [{ name, label: GENERAL_LABELS[name], before: baseline[name], after, ...common }];
  });
  const overrides = CONFIG_FIELDS.flatMap(({ name, label, kind }): Change[] => {
    const after = draft[name];
    if (after === undefined) return [];
    const before = baseline.overrides[name];
    return [
      {
        name,
        label,
        kind,
        before: before ?? baseline.inherited[name],
        after: after ?? baseline.inherited[name],
        wasInherited: before === null,
        willInherit: after === null,
      },
    ];
  });
  return [...general, ...overrides];
}

/** The request that saves the draft. */
export function patchOf(draft: ConfigDraft): UpdateTeamBody {
  const { displayName, timeZone, ...overrides } = draft;
  const wanted = Object.entries(overrides).map(([name, value]) => [name, fromDraft(name as OverrideName, value)]);
  return {
    ...(typeof displayName === "string" && { displayName: displayName.trim() }),
    ...(typeof timeZone === "string" && { timeZone }),
    ...(wanted.length > 0 && { overrides: Object.fromEntries(wanted) }),
  };
}

/** The request that takes a saved draft back. */
export function undoOf(baseline: Baseline, draft: ConfigDraft): UpdateTeamBody {
  const before = Object.keys(draft).map((name) => [
    name,
    name === "displayName" || name === "timeZone" ? baseline[name] : baseline.overrides[name as OverrideName],
  ]);
  return patchOf(Object.fromEntries(before));
}

/** What is wrong with a value, in words; undefined when nothing is. */
export function problemOf(baseline: Baseline, draft: ConfigDraft, name: DraftName): string | undefined {
  if (name === "displayName") {
    const value = String(draft.displayName ?? baseline.displayName).trim();
    if (value === "") return "Give the team a name.";
    return value.length > 100 ? `Shorten it to 100 characters; it has ${value.length}.` : undefined;
  }
  if (name === "timeZone") return undefined;
  const { value, overridden } = currentOf(baseline, draft, name);
  if (!overridden) return undefined;
  const field = CONFIG_FIELDS.find((one) => one.name === name);
  if (field?.kind === "number") {
    const isWhole = /^\d{1,9}$/.test(String(value).trim());
    if (isWhole && Number(value) >= field.min && Number(value) <= field.max) return undefined;
    return `Enter a whole number from ${field.min} to ${field.max.toLocaleString("en-US")}.`;
  }
  if (field?.kind === "text" && String(value).length > field.maxLength) {
    return `Shorten it to ${field.maxLength.toLocaleString("en-US")} characters; it has ${String(value).length.toLocaleString("en-US")}.`;
  }
  if (name === "availableModels") {
    const models = value as string[];
    if (models.length === 0) return "Choose at least one model, or reset to inherit.";
    const wanted = String(currentOf(baseline, draft, "defaultModel").value);
    if (!models.includes(wanted)) return `Add ${wanted}, which is the default model, or choose another default.`;
  }
  return undefined;
}

function same(a: DraftValue, b: DraftValue) {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item) => b.includes(item));
}

function toDraft(value: number | string | boolean | string[] | null): DraftValue {
  return typeof value === "number" ? String(value) : value;
}

function fromDraft(name: OverrideName, value: DraftValue) {
  const kind = CONFIG_FIELDS.find((field) => field.name === name)?.kind;
  return kind === "number" && typeof value === "string" ? Number(value.trim()) : value;
}

function record<K extends string, V>(keys: readonly K[], read: (key: K) => V) {
  return Object.fromEntries(keys.map((key) => [key, read(key)])) as Record<K, V>;
}
