import { z } from "zod";
import { id, integerString, moment } from "./common.ts";
import { connectionKind, connectionSchema } from "./connections.ts";
import { limitScope, limitUnit, limitWindow } from "./limits.ts";
import { usageFilters, usageSums } from "./usage.ts";

export const overviewQuery = z.strictObject({
  teamId: usageFilters.teamId,
  from: usageFilters.from,
  to: usageFilters.to,
  compareFrom: usageFilters.from.describe(
    "The first day of the period to compare with, which ends the day before `from`; of equal length by default",
  ),
});

const figures = z.object({
  ...usageSums,
  activeEndUsers: z.number().describe("End users with at least one charged turn"),
});

const limitNearEnd = z.object({
  limitId: id,
  teamId: id,
  teamName: z.string(),
  scope: limitScope,
  subjectId: id,
  subjectName: z.string().describe("The team's, key's or end user's name"),
  unit: limitUnit,
  window: limitWindow,
  amount: integerString,
  used: integerString,
  percent: z.number().describe("Of the amount; may pass 100"),
  softPercent: z.number().nullable(),
  resetsAt: moment,
  projectedExceedAt: moment
    .nullable()
    .describe("When it will be used up at the pace of the last seven days; null when its window ends before that"),
});
export type LimitNearEndJson = z.output<typeof limitNearEnd>;

const connectionHealth = z.object({
  id,
  teamId: id,
  teamName: z.string(),
  kind: connectionKind,
  name: z.string(),
  active: z.boolean(),
  health: connectionSchema.shape.health,
  healthReason: z.string().nullable(),
  lastUpdateAt: moment.nullable(),
});
export type ConnectionHealthJson = z.output<typeof connectionHealth>;

export const overviewSchema = z.object({
  from: z.string(),
  to: z.string(),
  compareFrom: z.string(),
  compareTo: z.string(),
  hasTeams: z.boolean().describe("Whether the caller may see any team at all"),
  totals: figures,
  before: figures.describe("The same over the period to compare with"),
  limits: z
    .array(limitNearEnd)
    .describe("Limits past 70 % in their current windows, or that will be exceeded in them, fullest first, at most 20"),
  connections: z.array(connectionHealth).describe("Running ones first, and of them those in trouble; at most 50"),
});
export type OverviewJson = z.output<typeof overviewSchema>;

export const usageSeriesQuery = z.strictObject({
  ...usageFilters,
  by: z.enum(["none", "model", "key", "channel", "endUser", "team"]).default("none"),
  bucket: z
    .enum(["hour", "day"])
    .optional()
    .describe("Hours up to three days and days beyond by default; hours are given for at most 7 days"),
});

export const usageSeriesSchema = z.object({
  from: z.string(),
  to: z.string(),
  by: z.string(),
  bucket: z.enum(["hour", "day"]),
  timeZone: z.string().describe("Of the hours' range: the teams' own where they share one, else UTC"),
  series: z
    .array(z.object({ group: z.string().nullable(), label: z.string() }))
    .describe("The dearest twelve; `__other` stands for the rest together, null for none"),
  points: z
    .array(
      z.object({
        at: z.string().describe("The day (2026-11-30), or the hour's first moment in UTC"),
        failures: z.number().describe("Of all groups together, as are the latencies"),
        refusals: z.number(),
        latencyP50Ms: z.number().nullable(),
        latencyP95Ms: z.number().nullable(),
        values: z.array(
          z.object({
            group: z.string().nullable(),
            requests: z.number(),
            tokens: z.number(),
            costNano: integerString,
            failures: z.number(),
          }),
        ),
      }),
    )
    .describe("Every day or hour of the range, in order; groups without any turn in it are left out"),
});
export type UsageSeriesJson = z.output<typeof usageSeriesSchema>;

export const activityQuery = z.strictObject({ teamId: usageFilters.teamId });

/** The data of one `turns` event of the activity stream. */
export const activitySchema = z.object({
  turns: z.array(
    z.object({
      turnId: id,
      teamId: id,
      teamName: z.string(),
      channel: z.string(),
      model: z.string(),
      status: z.enum(["ok", "partial", "interrupted", "failed", "refused"]),
      tokens: z.number(),
      costNano: integerString,
      latencyMs: z.number(),
      occurredAt: moment,
    }),
  ),
  /** How many turns there were, those included that are not told one by one. */
  count: z.number(),
});
export type ActivityJson = z.output<typeof activitySchema>;
