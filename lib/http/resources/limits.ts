import { z } from "zod";
import { id, integerString, moment } from "./common.ts";

export const limitScope = z.enum(["team", "key", "end_user"]);
export const limitUnit = z.enum(["requests", "tokens", "cost"]);
export const limitWindow = z.enum(["day", "month"]);

const amount = z
  .union([z.int().min(1), z.string().regex(/^[1-9]\d{0,18}$/)], {
    error: 'must be a whole number greater than 0, or such a number as a string: "100000"',
  })
  .describe("A whole number, as a string where it exceeds 2^53; of cost: nano-USD (1 USD = 1000000000)");
const softPercent = z.int().min(1).max(99).nullable().describe("Raises one alert per window from this share on");

export const limitSchema = z.object({
  id,
  teamId: id,
  scope: limitScope,
  subjectId: id.nullable().describe("The key's lineage or the end user it is for; null: each one of the scope"),
  unit: limitUnit,
  window: limitWindow,
  amount: integerString,
  softPercent: z.int().nullable(),
  current: z
    .object({ used: integerString, reserved: integerString, remaining: integerString, resetsAt: moment })
    .nullable()
    .describe("The current window; null where the limit counts for each subject apart"),
  createdAt: moment,
  updatedAt: moment,
});
export type LimitJson = z.output<typeof limitSchema>;
export const limitListSchema = z.object({ items: z.array(limitSchema) });

export const createLimitBody = z.strictObject({
  scope: limitScope,
  subjectId: id.nullable().optional(),
  unit: limitUnit,
  window: limitWindow,
  amount,
  softPercent: softPercent.optional(),
});
export type CreateLimitBody = z.input<typeof createLimitBody>;

export const updateLimitBody = z.strictObject({ amount: amount.optional(), softPercent: softPercent.optional() });
export type UpdateLimitBody = z.input<typeof updateLimitBody>;
