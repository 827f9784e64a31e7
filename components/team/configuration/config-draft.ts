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
  /** The team's, of when it was read. */
  version: string;
  displayName: string;
  timeZone: string;
  overrides: Record<OverrideName, DraftValue>;
  inherited: Record<OverrideName, Exclude<DraftValue, null>>;
  /** Who says what is inherited: the type's defaults, or the built-in ones where there are none. */
  inheritedFrom: "public" | "private" | "builtin";
}

export interface Change {
  name: DraftName;
  kind: ConfigField["kind"] | "general";
  before: Exclude<DraftValue, null>;
  after: Exclude<DraftValue, null>;
  /** The value was, or will be, inherited. */
  wasInherited: boolean;
  willInherit: boolean;
}

/** What is wrong with a value: the key of its message in `configuration.problems`, and what that message names. */
export type Problem =
  | { code: "displayNameEmpty" | "noModels" }
  | { code: "tooLong"; most: number; length: number }
  | { code: "wholeNumber"; min: number; max: number }
  | { code: "withoutDefault"; model: string };

const LONGEST_NAME = 100;

export function baselineOf(team: TeamJson, config: TeamConfigJson): Baseline {
  const fields = CONFIG_FIELDS.map(({ name }) => name);
  const isBuiltIn = fields.some((name) => config[name].source === "builtin");
  return {
    version: team.version,
    displayName: team.displayName,
    timeZone: team.timeZone,
    overrides: record(fields, (name) => toDraft(team.overrides[name])),
    inherited: record(fields, (name) => toDraft(config[name].inherited) as Exclude<DraftValue, null>),
    inheritedFrom: isBuiltIn ? "builtin" : team.type,
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
  return same(savedOf(baseline, name), value) ? rest : { ...rest, [name]: value };
}

export function changesOf(baseline: Baseline, draft: ConfigDraft): Change[] {
  const general = GENERAL.flatMap((name): Change[] => {
    const after = draft[name];
    if (typeof after !== "string") return [];
    const common = { wasInherited: false, willInherit: false, kind: "general" as const };
    return [{ name, before: baseline[name], after, ...common }];
  });
  const overrides = CONFIG_FIELDS.flatMap(({ name, kind }): Change[] => {
    const after = draft[name];
    if (after === undefined) return [];
    const before = baseline.overrides[name];
    return [
      {
        name,
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

/** What somebody else has saved since the draft was begun. */
export function changesBetween(before: Baseline, after: Baseline): Change[] {
  const theirs = [...GENERAL, ...CONFIG_FIELDS.map(({ name }) => name)].reduce<ConfigDraft>(
    (draft, name) => withValue(before, draft, name, savedOf(after, name)),
    {},
  );
  return changesOf({ ...before, inherited: after.inherited }, theirs);
}

/** The draft on top of what is saved now: where somebody else has saved the very same, nothing is left to save. */
export function rebased(baseline: Baseline, draft: ConfigDraft): ConfigDraft {
  return Object.entries(draft).reduce<ConfigDraft>(
    (kept, [name, value]) => withValue(baseline, kept, name as DraftName, value),
    {},
  );
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
  const before = Object.keys(draft).map((name) => [name, savedOf(baseline, name as DraftName)]);
  return patchOf(Object.fromEntries(before));
}

/** What is wrong with a value; undefined when nothing is. */
export function problemOf(baseline: Baseline, draft: ConfigDraft, name: DraftName): Problem | undefined {
  if (name === "displayName") {
    const { length } = String(draft.displayName ?? baseline.displayName).trim();
    if (length === 0) return { code: "displayNameEmpty" };
    return length > LONGEST_NAME ? { code: "tooLong", most: LONGEST_NAME, length } : undefined;
  }
  if (name === "timeZone") return undefined;
  const { value, overridden } = currentOf(baseline, draft, name);
  if (!overridden) return undefined;
  const field = CONFIG_FIELDS.find((one) => one.name === name);
  if (field?.kind === "number") {
    const { min, max } = field;
    const isWhole = /^\d{1,15}$/.test(String(value).trim());
    return isWhole && Number(value) >= min && Number(value) <= max ? undefined : { code: "wholeNumber", min, max };
  }
  if (field?.kind === "text") {
    const { length } = String(value);
    return length > field.maxLength ? { code: "tooLong", most: field.maxLength, length } : undefined;
  }
  if (name === "availableModels") {
    const models = value as string[];
    if (models.length === 0) return { code: "noModels" };
    const model = String(currentOf(baseline, draft, "defaultModel").value);
    if (!models.includes(model)) return { code: "withoutDefault", model };
  }
  return undefined;
}

const GENERAL = ["displayName", "timeZone"] as const satisfies readonly GeneralName[];

function savedOf(baseline: Baseline, name: DraftName): DraftValue {
  return name === "displayName" || name === "timeZone" ? baseline[name] : baseline.overrides[name];
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
