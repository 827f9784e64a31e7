import type { z } from "zod";
import { AppError, type FieldError } from "../infra/errors.ts";

/**
 * Checks a value against a schema.
 * @throws AppError invalid_input that names every wrong field, its value, and what would be right
 */
export function validate<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue) => explain(issue, value));
  const first = errors[0];
  const where = first?.path ? `${first.path}: ` : "";
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  throw new AppError("invalid_input", `${where}${first?.message ?? "The input is not valid."}${more}`, { errors });
}

function explain(issue: z.core.$ZodIssue, value: unknown): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key].join("."),
      message: `"${key.slice(0, 100)}" is not a field of this request.`,
    }));
  }
  return [{ path: path.join("."), message: `${issue.message}${given(path, value)}` }];
}

const SECRET_FIELDS = /token|password|apiKey|secret/i;
const LONGEST_SHOWN = 60;

/** The value that was given, unless it is a secret or no plain value. */
function given(path: string[], value: unknown): string {
  if (path.some((step) => SECRET_FIELDS.test(step))) return "";
  let at = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return "";
    at = (at as Record<string, unknown>)[step];
  }
  if (!["string", "number", "boolean"].includes(typeof at)) return "";
  const shown = JSON.stringify(at);
  return ` (got ${shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown})`;
}
