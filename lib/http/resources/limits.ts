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

const topUp = z.object({
  id,
  amount: integerString,
  reason: z.string().nullable(),
  createdBy: z.string(),
  createdAt: moment,
  endsAt: moment.describe("With its window"),
});
export type TopUpJson = z.output<typeof topUp>;

export const limitSchema = z.object({
  id,
  teamId: id,
  scope: limitScope,
  subjectId: id.nullable().describe("The key's lineage or the end user it is for; null: each one of the scope"),
  subjectName: z.string().nullable().describe("The name of that key or end user"),
  unit: limitUnit,
  window: limitWindow,
  amount: integerString,
  softPercent: z.int().nullable(),
  current: z
    .object({ used: integerString, reserved: integerString, remaining: integerString, resetsAt: moment })
    .nullable()
    .describe("The current window; null where the limit counts for each subject apart"),
  resetsAt: moment.describe("When the current window ends, whoever the limit is for"),
  toppedUp: integerString.describe("What was added to the amount for the current window"),
  topUps: z.array(topUp).describe("Those of the current window, newest first"),
  fullest: z
    .object({ subjectId: id, name: z.string(), used: integerString })
    .nullable()
    .describe("Of a limit for each one: who has used most in the current window"),
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

export const topUpBody = z.strictObject({
  amount: amount.describe("What to add until the current window ends, in the limit's unit; of cost: nano-USD"),
  reason: z.string().trim().max(200).nullable().optional().describe("Kept with it and in the audit log"),
});
export type TopUpBody = z.input<typeof topUpBody>;

const pastWindow = z.object({
  start: moment,
  end: moment,
  amount: integerString.describe("The limit's present amount with what was added then"),
  toppedUp: integerString,
  used: integerString.describe("Of a limit for each one: by the fullest of them"),
  subjectName: z.string().nullable(),
  subjects: z.number().describe("How many used anything"),
  reached: z.number().describe("How many of them used all that they had"),
});

const pastAlert = z.object({ id, subjectName: z.string().nullable(), percent: z.number(), createdAt: moment });

export const limitHistorySchema = z.object({
  windows: z.array(pastWindow).describe("Windows that have ended, newest first, of the last 40 days"),
  alerts: z.array(pastAlert).describe("The latest alerts at its soft percent, newest first"),
});
export type LimitHistoryJson = z.output<typeof limitHistorySchema>;
