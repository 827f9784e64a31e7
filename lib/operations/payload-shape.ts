export interface ShapeField {
  /** Dots between keys, `[]` for the items of a list. */
  path: string;
  type: "text" | "number" | "boolean" | "null" | "list" | "object" | "id";
  /** Of ids alone, which say nothing about what was written. */
  value?: string;
}

const MOST_FIELDS = 60;
const DEEPEST = 8;
/** What a declared field is called; anything else may be somebody's words. */
const PLAIN_KEY = /^[A-Za-z_][\w-]{0,49}$/;
const ID_KEY = /(^|_)id$|Id$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * What a job's payload is made of: which fields of which type, and the ids among them; never a text. At most 60 fields,
 * eight levels deep.
 */
export function payloadShape(payload: unknown): ShapeField[] {
  const fields: ShapeField[] = [];
  visit(payload, "", 0, fields);
  return fields;
}

function visit(value: unknown, path: string, depth: number, fields: ShapeField[]): void {
  if (fields.length >= MOST_FIELDS) return;
  if (Array.isArray(value)) {
    if (path) fields.push({ path, type: "list" });
    if (depth < DEEPEST && value.length > 0) visit(value[0], `${path}[]`, depth + 1, fields);
    return;
  }
  if (typeof value === "object" && value !== null) {
    // PostgreSQL keeps fields in an order of its own.
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    if (path && (entries.length === 0 || depth >= DEEPEST)) fields.push({ path, type: "object" });
    if (depth >= DEEPEST) return;
    for (const [key, field] of entries) {
      visit(field, `${path && `${path}.`}${PLAIN_KEY.test(key) ? key : "…"}`, depth + 1, fields);
    }
    return;
  }
  if (path) fields.push(leaf(path, value));
}

function leaf(path: string, value: unknown): ShapeField {
  const key = path.slice(path.lastIndexOf(".") + 1);
  const isId = (typeof value === "string" && UUID.test(value)) || Number.isSafeInteger(value);
  if (isId && ID_KEY.test(key)) return { path, type: "id", value: String(value) };
  if (typeof value === "number") return { path, type: "number" };
  if (typeof value === "boolean") return { path, type: "boolean" };
  return { path, type: value === null || value === undefined ? "null" : "text" };
}
