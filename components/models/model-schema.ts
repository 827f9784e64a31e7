import { z } from "zod";
import type { Rules } from "#components/models/provider-schema.ts";

const PRICE = /^(\d{1,6}(\.\d{1,9})?)?$/;
const DIGITS = /^\d[\d,]*$/;
const MOST_TOKENS = 100_000_000;

/** The model form's fields: all of them text, as they are typed. */
export function modelFormSchema(t: Rules) {
  return z.object({
    publicId: modelName(t),
    displayName: z
      .string()
      .trim()
      .min(1, t("name"))
      .max(100, t("atMostCharacters", { count: 100 })),
    providerId: z.string().min(1, t("provider")),
    upstreamName: modelName(t),
    inputPrice: price(t),
    outputPrice: price(t),
    contextWindow: tokens(t),
    maxOutput: z
      .string()
      .trim()
      .refine((text) => text === "" || DIGITS.test(text), t("wholeOrEmpty"))
      .refine((text) => !DIGITS.test(text) || inRange(text), between(t)),
    enabled: z.boolean(),
  });
}
export type ModelFormValues = z.output<ReturnType<typeof modelFormSchema>>;

/** The import's rows. Two of one public id would be one model. */
export function importFormSchema(t: Rules, duplicate: string) {
  const row = z.object({
    upstreamName: z.string(),
    displayName: z.string(),
    maxOutput: z.number().nullable(),
    publicId: modelName(t),
    inputPrice: price(t),
    outputPrice: price(t),
    contextWindow: tokens(t),
  });
  return z.object({
    models: z.array(row).superRefine((rows, context) => {
      const seen = new Set<string>();
      rows.forEach(({ publicId }, index) => {
        if (seen.has(publicId)) context.addIssue({ code: "custom", message: duplicate, path: [index, "publicId"] });
        seen.add(publicId);
      });
    }),
  });
}
export type ImportFormValues = z.output<ReturnType<typeof importFormSchema>>;

export function toNumber(text: string) {
  return Number(text.replaceAll(",", ""));
}

function modelName(t: Rules) {
  return z
    .string()
    .trim()
    .min(1, t("required"))
    .max(200, t("atMostCharacters", { count: 200 }))
    .regex(/^\S+$/, t("noSpaces"));
}

function price(t: Rules) {
  return z.string().trim().regex(PRICE, t("price"));
}

function tokens(t: Rules) {
  return z
    .string()
    .trim()
    .regex(DIGITS, t("wholeNumber"))
    .refine((text) => !DIGITS.test(text) || inRange(text), between(t));
}

function between(t: Rules) {
  return t("between", { least: "1", most: MOST_TOKENS.toLocaleString("en-US") });
}

function inRange(text: string) {
  const value = toNumber(text);
  return value >= 1 && value <= MOST_TOKENS;
}
