import { z } from "zod";
import { AppError } from "../infra/errors.ts";
import { type Said, said } from "../infra/said.ts";
import { plainWords } from "./plain-words.ts";

interface Wrong {
  path: string;
  message: Said;
}

/**
 * Checks a value against a schema. What the schema says itself is a template with the issue's own figures in it, such as
 * `must have at most {maximum} characters`; where it says nothing, plain words do, and zod in its own translations.
 * @throws AppError invalid_input that names every wrong field, its value, and what would be right
 */
export function validate<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const untold: z.core.$ZodRawIssue[] = [];
  // Asked only where the schema has no words of its own.
  const error = (issue: z.core.$ZodRawIssue) => `${UNTOLD}${untold.push(issue) - 1}`;
  const result = schema.safeParse(value, { error });
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue) => explain(issue, value, untold));
  const [first, ...others] = errors;
  if (!first) throw new AppError("invalid_input", said`The input is not valid.`);
  const sentence = first.path ? said`${first.path}: ${first.message}` : first.message;
  throw new AppError("invalid_input", others.length > 0 ? said`${sentence} (and ${others.length} more)` : sentence, {
    errors,
  });
}

const UNTOLD = "\u0000";

function explain(issue: z.core.$ZodIssue, value: unknown, untold: readonly z.core.$ZodRawIssue[]): Wrong[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key].join("."),
      message: said`"${key.slice(0, 100)}" is not a field of this request.`,
    }));
  }
  const raw = issue.message.startsWith(UNTOLD) ? untold[Number(issue.message.slice(1))] : undefined;
  const what = raw
    ? (plainWords(raw) ?? said`${(locale) => builtIn(raw, locale)}`)
    : { template: issue.message, values: figuresOf(issue) };
  const shown = given(path, value);
  return [{ path: path.join("."), message: shown === "" ? what : said`${what} (got ${shown})` }];
}

function figuresOf(issue: z.core.$ZodIssue): Record<string, number | bigint> {
  const figures = Object.entries(issue).filter(
    ([, figure]) => typeof figure === "number" || typeof figure === "bigint",
  );
  return Object.fromEntries(figures) as Record<string, number | bigint>;
}

const LANGUAGES: Record<string, z.core.$ZodErrorMap> = {
  en: z.locales.en().localeError,
  fa: z.locales.fa().localeError,
  vi: z.locales.vi().localeError,
  ru: z.locales.ru().localeError,
};

/** Zod's own words. */
function builtIn(issue: z.core.$ZodRawIssue, locale: string): string {
  const told = (LANGUAGES[locale] ?? LANGUAGES.en)?.(issue);
  return (typeof told === "string" ? told : told?.message) ?? "";
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
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
}
