import { z } from "zod";
import { id, moment, pageOf, pageQuery } from "./common.ts";

export const broadcastAudience = z
  .enum(["users", "groups"])
  .describe("Everybody who has a private chat with the bot, or every group that it is in");
export type BroadcastAudienceJson = z.output<typeof broadcastAudience>;
export const broadcastState = z.enum(["scheduled", "running", "paused", "done", "cancelled"]);
export type BroadcastStateJson = z.output<typeof broadcastState>;

/** Why somebody was not reached. */
export const recipientReason = z
  .enum(["blocked", "gone", "no_rights", "rejected", "unknown_outcome"])
  .describe(
    "blocked: the person blocked the bot, or the group removed it. gone: the account or group is no more. no_rights: the bot may not write there. rejected: Telegram refused the message. unknown_outcome: it may or may not have arrived, and is not sent again",
  );
export type RecipientReasonJson = z.output<typeof recipientReason>;

/** Why a broadcast paused by itself. */
export const broadcastTrouble = z
  .enum(["bot_paused", "bot_removed", "token_invalid"])
  .describe("What paused it by itself: resume it once that is put right");
export type BroadcastTroubleJson = z.output<typeof broadcastTrouble>;

const progress = z.object({
  total: z.int(),
  pending: z.int().describe("Not sent yet; once it is cancelled: not sent"),
  sending: z.int().describe("On their way at this moment"),
  sent: z.int(),
  failed: z.int(),
  reasons: z.partialRecord(recipientReason, z.int()).describe("The failed ones by reason"),
  secondsLeft: z.int().nullable().describe("At the present limits, while it runs; null otherwise"),
});
export type BroadcastProgressJson = z.output<typeof progress>;

export const broadcastSchema = z.object({
  id,
  teamId: id,
  connection: z.object({ id, name: z.string(), username: z.string().nullable() }),
  audience: broadcastAudience,
  text: z.string().describe("Markdown"),
  html: z.string().describe("The message as Telegram gets it, in its HTML"),
  state: broadcastState,
  trouble: broadcastTrouble.nullable(),
  startsAt: moment.describe("When it is to begin"),
  startedAt: moment.nullable(),
  endedAt: moment.nullable(),
  createdBy: z.string().nullable().describe("A user's name or e-mail address; null for a management key"),
  progress: progress.nullable().describe("Null until it begins: its recipients are those of that moment"),
  version: z.string().describe("Stands for what it says, to whom and when; send it along with a change"),
  createdAt: moment,
  updatedAt: moment,
});
export type BroadcastJson = z.output<typeof broadcastSchema>;
export const broadcastPageSchema = pageOf(broadcastSchema);

export const listBroadcastsQuery = z.strictObject({
  ...pageQuery,
  connectionId: id.optional(),
  state: broadcastState.optional(),
});

/** UTF-16 units of Markdown; what is shown of it must fit into one message of 4096. */
export const MAX_BROADCAST_TEXT = 8_000;
export const broadcastText = z
  .string()
  .max(MAX_BROADCAST_TEXT, "must have at most {maximum} characters")
  .refine((text) => text.trim() !== "", "must not be empty")
  .refine((text) => !text.includes("\0"), "must not contain a zero character")
  .describe("Markdown; what is shown of it must fit into one message of 4096 characters");

export const createBroadcastBody = z.strictObject({
  connectionId: id,
  audience: broadcastAudience,
  text: broadcastText,
  startsAt: moment.optional().describe("Left out, or in the past: at once"),
});
export type CreateBroadcastBody = z.input<typeof createBroadcastBody>;

export const updateBroadcastBody = z.strictObject({
  connectionId: id.optional(),
  audience: broadcastAudience.optional(),
  text: broadcastText.optional(),
  startsAt: moment.nullable().optional().describe("Null, or in the past: at once"),
  version: z
    .string()
    .max(64)
    .optional()
    .describe("The broadcast's `version` that the change was made from: 409 when somebody has changed it since"),
});
export type UpdateBroadcastBody = z.input<typeof updateBroadcastBody>;

export const previewBroadcastBody = z.strictObject({
  connectionId: id,
  audience: broadcastAudience,
  text: z.string().max(MAX_BROADCAST_TEXT, "must have at most {maximum} characters").default(""),
});
export type PreviewBroadcastBody = z.input<typeof previewBroadcastBody>;

export const broadcastPreviewSchema = z.object({
  html: z.string().describe("The message as Telegram would get it, in its HTML; empty for an empty text"),
  fits: z.boolean().describe("Whether it fits into one message, as it has to"),
  recipients: z.int().describe("How many would get it now"),
  unreachable: z.int().describe("How many more there are who blocked the bot, or where it may not write"),
  seconds: z.int().describe("How long it would take at least"),
});
export type BroadcastPreviewJson = z.output<typeof broadcastPreviewSchema>;

export const recipientState = z.enum(["pending", "sending", "sent", "failed"]);

export const recipientSchema = z.object({
  chatId: z.string().describe("The chat's id at Telegram"),
  name: z.string().nullable(),
  state: recipientState,
  reason: recipientReason.nullable().describe("Why it failed"),
  settledAt: moment.nullable().describe("When it was sent or had failed"),
});
export type RecipientJson = z.output<typeof recipientSchema>;
export const recipientPageSchema = pageOf(recipientSchema);

export const exportRecipientsQuery = z.strictObject({
  state: recipientState.optional().describe("`failed` lists who was not reached"),
  reason: recipientReason.optional(),
});

export const listRecipientsQuery = z.strictObject({
  ...pageQuery,
  state: recipientState.optional().describe("`failed` lists who was not reached"),
  reason: recipientReason.optional(),
});
