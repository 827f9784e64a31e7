import { z } from "zod";
import { id, integerString } from "./common.ts";

const day = z.iso.date("must be a day, such as 2026-11-30");

export const usageQuery = z.strictObject({
  teamId: id.optional().describe("Left out: every team the caller may see"),
  from: day.optional().describe("The first day, in each team's time zone; 29 days before `to` by default"),
  to: day.optional().describe("The last day; by default today, in the time zone of the team that is furthest ahead"),
  groupBy: z.enum(["day", "model", "key", "channel", "endUser", "team"]).default("day"),
  channel: z.string().max(50).optional(),
  model: z.string().max(200).optional(),
  keyLineageId: id.optional(),
  endUserId: id.optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(1_000).describe("The most rows"),
});

export const usageSums = {
  requests: z.number(),
  tokensIn: z.number(),
  tokensOut: z.number(),
  costNano: integerString.describe("Nano-USD (1 USD = 1000000000) as a string"),
  latencyMs: z.number().nullable().describe("The mean; null without requests"),
  partials: z.number().describe("Requests that ended early"),
};

export const usageReportSchema = z.object({
  from: z.string(),
  to: z.string(),
  groupBy: z.string(),
  totals: z.object(usageSums),
  rows: z.array(
    z.object({
      group: z
        .string()
        .nullable()
        .describe("The day, model, channel, or the id of the key's lineage, end user or team"),
      label: z.string(),
      ...usageSums,
    }),
  ),
});
export type UsageReportJson = z.output<typeof usageReportSchema>;
