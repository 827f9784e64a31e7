import { z } from "zod";
import { id, integerString, moment } from "./common.ts";
import { connectionKind, connectionSchema } from "./connections.ts";
import { limitScope, limitUnit, limitWindow } from "./limits.ts";
import { usageQuery, usageSums } from "./usage.ts";

export const overviewQuery = z.strictObject({
  from: usageQuery.shape.from,
  to: usageQuery.shape.to,
  compareFrom: usageQuery.shape.from.describe(
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
  hasTeams: z.boolean().describe("Whether the caller may see any team at all"),
  totals: figures,
  before: figures.describe("The same over the period to compare with"),
  limits: z.array(limitNearEnd).describe("Limits past 70 % in their current windows, fullest first, at most 20"),
  connections: z.array(connectionHealth).describe("Running ones first, and of them those in trouble; at most 50"),
});
export type OverviewJson = z.output<typeof overviewSchema>;

export const usageSeriesQuery = z.strictObject({
  teamId: usageQuery.shape.teamId,
  from: usageQuery.shape.from,
  to: usageQuery.shape.to,
  channel: usageQuery.shape.channel,
  model: usageQuery.shape.model,
  keyLineageId: usageQuery.shape.keyLineageId,
  endUserId: usageQuery.shape.endUserId,
  by: z.enum(["none", "model", "key", "channel", "endUser", "team"]).default("none"),
});

export const usageSeriesSchema = z.object({
  from: z.string(),
  to: z.string(),
  by: z.string(),
  series: z
    .array(z.object({ group: z.string().nullable(), label: z.string() }))
    .describe("The dearest twelve; `__other` stands for the rest together, null for none"),
  points: z
    .array(
      z.object({
        day: z.string(),
        values: z.array(
          z.object({
            group: z.string().nullable(),
            requests: z.number(),
            tokens: z.number(),
            costNano: integerString,
          }),
        ),
      }),
    )
    .describe("Every day of the range, in order; groups without usage on a day are left out"),
});
export type UsageSeriesJson = z.output<typeof usageSeriesSchema>;
