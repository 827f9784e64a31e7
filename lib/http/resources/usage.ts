import { z } from "zod";
import { id, integerString } from "./common.ts";

const day = z.iso.date("must be a day, such as 2026-11-30");

/** What a report counts: every one of these narrows it. */
export const usageFilters = {
  teamId: id.optional().describe("Left out: every team the caller may see"),
  from: day.optional().describe("The first day, in each team's time zone; 29 days before `to` by default"),
  to: day.optional().describe("The last day; by default today, in the time zone of the team that is furthest ahead"),
  channel: z.string().max(50).optional(),
  model: z.string().max(200).optional(),
  keyLineageId: id.optional().describe("The first key of a chain of rotations"),
  endUserId: id.optional(),
};

const grouping = {
  groupBy: z.enum(["day", "model", "key", "channel", "endUser", "team"]).default("day"),
  sort: z
    .enum([
      "group",
      "requests",
      "tokensIn",
      "tokensOut",
      "tokens",
      "cost",
      "latency",
      "p95",
      "partials",
      "failures",
      "refusals",
    ])
    .optional()
    .describe("`group` for days and `cost` for everything else by default"),
  order: z.enum(["asc", "desc"]).optional().describe("`asc` for `group` and `desc` for everything else by default"),
};

export const usageQuery = z.strictObject({
  ...usageFilters,
  ...grouping,
  cursor: z.string().max(200).optional().describe("`nextCursor` of the page before"),
  limit: z.coerce.number().int().min(1).max(1_000).default(1_000).describe("The most rows"),
});

export const usageExportQuery = z.strictObject({ ...usageFilters, ...grouping });

export const usageSums = {
  requests: z.number().describe("Charged turns"),
  tokensIn: z.number(),
  tokensOut: z.number(),
  costNano: integerString.describe("Nano-USD (1 USD = 1000000000) as a string"),
  latencyMs: z.number().nullable().describe("The mean; null without requests"),
  latencyP50Ms: z.number().nullable().describe("The median, to within 10 %; null without requests"),
  latencyP95Ms: z.number().nullable().describe("95 % were faster, to within 10 %; null without requests"),
  partials: z.number().describe("Charged turns that ended early"),
  failures: z.number().describe("Turns that no provider answered; not charged, not among the requests"),
  refusals: z.number().describe("Turns that a limit or the configuration forbade; not among the requests"),
  errorRate: z.number().nullable().describe("Failures of failures and requests, 0 to 1; null without either"),
};

export const usageReportSchema = z.object({
  from: z.string(),
  to: z.string(),
  groupBy: z.string(),
  sort: z.string(),
  order: z.string(),
  filters: z
    .object({
      teamName: z.string().nullable(),
      timeZone: z.string().nullable().describe("The team's"),
      keyName: z.string().nullable(),
      endUserName: z.string().nullable(),
    })
    .describe("What is filtered by, in words; null for what is not"),
  totals: z.object(usageSums),
  rows: z.array(
    z.object({
      group: z
        .string()
        .nullable()
        .describe("The day, model, channel, or the id of the key's lineage, end user or team; null for none"),
      label: z.string(),
      teamId: id.nullable().describe("Of a key, end user or team"),
      teamName: z.string().nullable(),
      ...usageSums,
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type UsageReportJson = z.output<typeof usageReportSchema>;
