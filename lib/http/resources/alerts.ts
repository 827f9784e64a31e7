import { z } from "zod";
import { id, integerString, label, moment, pageOf, pageQuery } from "./common.ts";

export const alertKind = z.enum([
  "soft_limit",
  "limit_reached",
  "connection_unhealthy",
  "gate_trouble",
  "job_dead",
  "drift",
]);
export type AlertKindJson = z.output<typeof alertKind>;
export const alertSeverity = z.enum(["info", "warning", "critical"]);

/** What a team hears of; the rest is the operators'. */
export const TEAM_ALERT_KINDS = ["soft_limit", "limit_reached", "connection_unhealthy", "gate_trouble"] as const;
export const PLATFORM_ALERT_KINDS = ["job_dead", "drift"] as const;

const facts = z
  .object({
    teamName: z.string(),
    limitId: id,
    scope: z.enum(["team", "key", "end_user"]),
    subjectId: id,
    subjectName: z.string(),
    unit: z.enum(["requests", "tokens", "cost"]),
    window: z.enum(["day", "month"]),
    amount: integerString,
    used: integerString,
    percent: z.number(),
    softPercent: z.number().nullable(),
    windowEnd: moment,
    connectionId: id,
    connectionName: z.string(),
    connectionKind: z.string(),
    reason: z.string().nullable().describe("In English, as the check of the connection says it"),
    code: z.string().describe("What keeps a group's gate from working, such as bot_not_admin"),
    groupId: id,
    groupTitle: z.string(),
    groups: z.int().describe("How many groups it concerned when it began"),
    channelTitle: z.string().nullable().describe("The channel concerned; null when it is the group's own trouble"),
    queue: z.string(),
    count: z.int(),
    driftTeamId: id,
    differences: z.int(),
  })
  .partial()
  .describe(
    "What it is about, by kind: a limit and where it stood, a connection, a group, a queue, or a team whose usage drifts",
  );

export const alertSchema = z.object({
  id,
  teamId: id.nullable().describe("Null: it is the operators'"),
  kind: alertKind,
  severity: alertSeverity,
  facts,
  openedAt: moment,
  resolvedAt: moment.nullable().describe("When it was over by itself"),
  acknowledgedAt: moment.nullable(),
  acknowledgedBy: z.string().nullable().describe("A user's name or e-mail address"),
  canAcknowledge: z.boolean().describe("Whether the caller may acknowledge it"),
});
export type AlertJson = z.output<typeof alertSchema>;
export const alertPageSchema = pageOf(alertSchema);

export const alertState = z.enum(["unread", "acknowledged", "resolved", "all"]);
export type AlertStateJson = z.output<typeof alertState>;

export const listAlertsQuery = z.strictObject({
  ...pageQuery,
  teamId: id.optional().describe("Left out: everything the caller may see"),
  state: alertState.default("all").describe("unread: open, and nobody has acknowledged it"),
  kind: alertKind.optional(),
});

export const alertSummarySchema = z.object({
  unread: z.int().describe("Open alerts that nobody has acknowledged"),
  critical: z.int().describe("Those of them that are critical"),
  latest: z.array(alertSchema).describe("The newest of them, at most five"),
});
export type AlertSummaryJson = z.output<typeof alertSummarySchema>;

export const updateAlertBody = z.strictObject({ acknowledged: z.boolean() });
export const acknowledgeAllBody = z.strictObject({
  teamId: id.optional().describe("Left out: every team where the caller may acknowledge"),
});
export const acknowledgedSchema = z.object({
  alertIds: z.array(id).describe("Those that were not acknowledged before"),
});

const destinationName = label(80);
export const webhookUrl = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(2_048, "must have at most {maximum} characters")
  .refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), "must be a URL: https://example.com/alerts")
  .refine(
    (value) => !URL.canParse(value) || (new URL(value).username === "" && new URL(value).password === ""),
    "must not contain a user name or password",
  );
export const chatId = z
  .string()
  .trim()
  .regex(
    /^-?[1-9]\d{0,15}(\/[1-9]\d{0,9})?$/,
    "must be a chat's id, such as 123456789 or -1001234567890; with /7 behind it, its topic 7",
  );
const kinds = z.array(alertKind).max(6).describe("Empty: all kinds");

const trouble = z
  .object({
    code: z.string().describe("Such as status, timeout, redirect, gone, privateAddress, telegramForbidden"),
    detail: z.string().nullable().describe("Such as 500"),
  })
  .nullable();
export type TroubleJson = z.output<typeof trouble>;

export const deliveryStatus = z.enum(["pending", "delivered", "failed"]);
export const deliverySchema = z.object({
  id: id.describe("The webhook-id of a webhook"),
  event: z.enum(["opened", "resolved", "test"]),
  status: deliveryStatus,
  attempts: z.int(),
  trouble: trouble.describe("What went wrong with the latest try"),
  alert: z.object({ id, kind: alertKind, severity: alertSeverity, facts }).nullable().describe("Null for a test"),
  createdAt: moment,
  deliveredAt: moment.nullable(),
});
export type DeliveryJson = z.output<typeof deliverySchema>;
export const deliveryPageSchema = pageOf(deliverySchema);
export const listDeliveriesQuery = z.strictObject(pageQuery);

export const destinationSchema = z.object({
  id,
  teamId: id.nullable().describe("Null: it hears the operators' alerts"),
  kind: z.enum(["webhook", "telegram"]),
  name: z.string(),
  url: z.string().nullable().describe("Of a webhook; to viewers without its path, which may be secret"),
  connection: z
    .object({ id, name: z.string(), teamId: id })
    .nullable()
    .describe("The bot that writes; null for a webhook, and when the bot is gone"),
  chatId: z.string().nullable(),
  kinds: z.array(alertKind).describe("Empty: all kinds"),
  active: z.boolean(),
  disabledReason: trouble.describe("Why it was switched off by itself"),
  latest: z
    .object({ status: deliveryStatus, trouble, at: moment })
    .nullable()
    .describe("What became of the newest delivery"),
  createdAt: moment,
  updatedAt: moment,
});
export type DestinationJson = z.output<typeof destinationSchema>;
export const destinationListSchema = z.object({ items: z.array(destinationSchema) });
export const newDestinationSchema = destinationSchema.extend({
  secret: z.string().nullable().describe("Signs the webhooks; shown this once"),
});
export type NewDestinationJson = z.output<typeof newDestinationSchema>;

export const createDestinationBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("webhook"), name: destinationName, url: webhookUrl, kinds: kinds.default([]) }),
  z.strictObject({
    kind: z.literal("telegram"),
    name: destinationName,
    connectionId: id,
    chatId,
    kinds: kinds.default([]),
  }),
]);
export type CreateDestinationBody = z.input<typeof createDestinationBody>;

export const updateDestinationBody = z.strictObject({
  name: destinationName.optional(),
  url: webhookUrl.optional(),
  connectionId: id.optional(),
  chatId: chatId.optional(),
  kinds: kinds.optional(),
  active: z.boolean().optional().describe("Switching on again forgets why it was switched off"),
});
export type UpdateDestinationBody = z.input<typeof updateDestinationBody>;

export const destinationNameRule = destinationName;
