export interface FieldChange {
  /** "overrides.rateLimit" */
  field: string;
  /** Undefined: there was nothing, or nothing is left. */
  before: string | undefined;
  after: string | undefined;
}

const NOT_SET = "not set";

type Values = Record<string, unknown> | null;

/** What an audit entry changed, field by field, nested ones by their path; fields that stayed the same are left out. */
export function auditDiff(before: Values, after: Values): FieldChange[] {
  const old = flatten(before);
  const now = flatten(after);
  // Of something new, what was left unset tells nothing.
  if (before === null) for (const [field, value] of now) if (value === NOT_SET) now.delete(field);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field), after: now.get(field) }))
    .filter((change) => change.before !== change.after);
}

function flatten(values: Values, prefix = "", into = new Map<string, string>()) {
  for (const [key, value] of Object.entries(values ?? {})) {
    const path = prefix + key;
    if (isRecord(value) && Object.keys(value).length > 0) flatten(value, `${path}.`, into);
    else into.set(path, show(value));
  }
  return into;
}

function show(value: unknown): string {
  if (value === null || value === undefined) return NOT_SET;
  if (value === "") return "empty";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(show).join(", ");
  return isRecord(value) ? JSON.stringify(value) : String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
