import type { z } from "zod";
import { type Said, said } from "../infra/said.ts";

/**
 * What is wrong, for the mistakes that people make in forms: said as our schemas say it themselves. Zod's own words for them
 * are a programmer's ("Too big: expected number to be <=99"), in every language.
 * @returns undefined for anything rarer
 */
export function plainWords(issue: z.core.$ZodRawIssue): Said | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? said`must be given` : undefined;
    case "too_small":
      return issue.inclusive === false ? undefined : tooSmall(issue.origin, issue.minimum);
    case "too_big":
      return issue.inclusive === false ? undefined : tooBig(issue.origin, issue.maximum);
    default:
      return undefined;
  }
}

function tooSmall(origin: string, minimum: number | bigint): Said | undefined {
  if (origin === "string") return minimum > 1 ? { ...LEAST_CHARACTERS, values: { minimum } } : said`must not be empty`;
  if (origin === "array") return said`must have at least ${minimum} entries`;
  return NUMBERS.has(origin) ? said`must be at least ${minimum}` : undefined;
}

function tooBig(origin: string, maximum: number | bigint): Said | undefined {
  if (origin === "string") return { ...MOST_CHARACTERS, values: { maximum } };
  if (origin === "array") return said`must have at most ${maximum} entries`;
  return NUMBERS.has(origin) ? said`must be at most ${maximum}` : undefined;
}

const NUMBERS = new Set(["number", "int", "bigint"]);
// As the schemas write them.
const LEAST_CHARACTERS = { template: "must have at least {minimum} characters" };
const MOST_CHARACTERS = { template: "must have at most {maximum} characters" };
