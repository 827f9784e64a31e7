export interface FieldChange {
  /** "overrides.rateLimit" */
  field: string;
  /** Undefined: there was nothing, or nothing is left. */
  before: unknown;
  after: unknown;
}

type Values = Record<string, unknown> | null;

/** What an audit entry changed, field by field, nested ones by their path; fields that stayed the same are left out. */
export function auditDiff(before: Values, after: Values): FieldChange[] {
  const old = flatten(before);
  const now = flatten(after);
  // Of something new, what was left unset tells nothing.
  if (before === null) for (const [field, value] of now) if (value === null || value === undefined) now.delete(field);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field), after: now.get(field) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function flatten(values: Values, prefix = "", into = new Map<string, unknown>()) {
  for (const [key, value] of Object.entries(values ?? {})) {
    const path = prefix + key;
    if (isRecord(value) && Object.keys(value).length > 0) flatten(value, `${path}.`, into);
    else into.set(path, value);
  }
  return into;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
