import { z } from "zod";
import { GATE_LANGUAGES, groupParamsSchema } from "../../gate/group-params.ts";
import { TROUBLE_CODES } from "../../gate/trouble-codes.ts";
import { id, moment, pageOf, pageQuery } from "./common.ts";

const chatNumber = z.string().regex(/^-?\d+$/);
const userNumber = z.string().regex(/^\d+$/).describe("A Telegram user's id");
export const gateRule = z
  .enum(["all", "any"])
  .describe("Whether members of every channel may write, or members of one of them");
export const failurePolicy = z
  .enum(["open", "closed", "keep_last"])
  .describe("What holds while Telegram does not say who is a member: all may write, none, or as it was last known");
export const troubleCode = z.enum(TROUBLE_CODES);
export type TroubleCodeJson = z.output<typeof troubleCode>;

const counts = z
  .record(z.string(), z.int())
  .describe("How many decisions came out how, by outcome; an outcome that never came is left out");

export const groupChannelSchema = z.object({
  id,
  chatId: chatNumber,
  title: z.string(),
  username: z.string().nullable(),
  url: z.string().nullable().describe("Where its button leads; null: the bot has no link to it"),
});
export type GroupChannelJson = z.output<typeof groupChannelSchema>;

const trouble = z
  .object({
    code: troubleCode,
    channel: z
      .object({ chatId: chatNumber, title: z.string() })
      .nullable()
      .describe("The channel concerned; null when it is the group itself"),
    since: moment,
    ownerToldAt: moment.nullable().describe("When the group's owner was told by the bot"),
  })
  .nullable()
  .describe("What keeps its gate from working; null while it works");

const group = {
  id,
  teamId: id,
  connection: z.object({ id, name: z.string(), username: z.string().nullable() }),
  chatId: chatNumber,
  title: z.string(),
  username: z.string().nullable(),
  isForum: z.boolean(),
  enabled: z.boolean(),
  rule: gateRule,
  failurePolicy,
  channels: z.array(groupChannelSchema).describe("In the order of their buttons"),
  trouble,
  day: counts.describe("Decisions of the last 24 hours by outcome"),
  createdAt: moment,
  updatedAt: moment,
};

export const groupSchema = z.object(group);
export type GroupJson = z.output<typeof groupSchema>;
export const groupPageSchema = pageOf(groupSchema);

export const listGroupsQuery = z.strictObject({
  ...pageQuery,
  search: z.string().max(100).optional().describe("A part of the title or @name, or the chat's id"),
  connectionId: id.optional(),
  troubled: z.enum(["true", "false"]).optional().describe("Only those whose gate does not work, or only the others"),
});

const perLanguage = z.record(z.enum(GATE_LANGUAGES), z.string());

export const groupDetailSchema = z.object({
  ...group,
  linkedChannel: z
    .object({ chatId: chatNumber })
    .nullable()
    .describe("The channel whose posts appear in the group by themselves"),
  owner: z
    .object({ userId: userNumber, language: z.enum(GATE_LANGUAGES) })
    .nullable()
    .describe("Who set it up and is told what goes wrong; null until an admin of the group has spoken to the bot"),
  params: groupParamsSchema,
  builtin: z
    .object({ warning: perLanguage, buttonText: perLanguage })
    .describe("The texts where `params` has none; `{name}` and `{channels}` are filled in"),
  week: counts.describe("Decisions of the last 7 days by outcome"),
  mutedNow: z.int().describe("People whom the gate has muted and not yet let in again"),
  version: z.string().describe("Stands for what the settings say; send it along with a change"),
});
export type GroupDetailJson = z.output<typeof groupDetailSchema>;

const chatReference = z
  .string()
  .trim()
  .max(100)
  .regex(
    /^(@?[A-Za-z][A-Za-z0-9_]{3,31}|https?:\/\/(t|telegram)\.me\/[A-Za-z][A-Za-z0-9_]{3,31}\/?|-?[1-9]\d{0,15})$/,
    "must be an @name, a t.me link to one, or a chat's id such as -1001234567890",
  );
const inviteLink = z
  .string()
  .trim()
  .max(200)
  .regex(
    /^https:\/\/(t|telegram)\.me\/(\+|joinchat\/)[A-Za-z0-9_-]+$/,
    "must be an invite link such as https://t.me/+AbCd",
  );

const channelReference = z.strictObject({
  chat: chatReference,
  inviteLink: inviteLink.optional().describe("For a private channel; left out, the bot makes one if it may"),
});

export const createGroupBody = z.strictObject({
  connectionId: id,
  chat: chatReference.describe("The group: the bot has to be an admin there"),
  channels: z
    .array(channelReference)
    .min(1, "must name at least one channel")
    .max(10, "must name at most {maximum} channels"),
});
export type CreateGroupBody = z.input<typeof createGroupBody>;

export const addChannelBody = channelReference;
export type AddChannelBody = z.input<typeof addChannelBody>;

export const updateGroupBody = z.strictObject({
  enabled: z.boolean().optional(),
  rule: gateRule.optional(),
  failurePolicy: failurePolicy.optional(),
  params: z
    .strictObject({
      // Without the defaults: in Zod they would fill in what a change leaves out.
      warning: groupParamsSchema.shape.warning.unwrap().optional(),
      buttonText: groupParamsSchema.shape.buttonText.unwrap().optional(),
      language: groupParamsSchema.shape.language.unwrap().optional(),
      warningTtlSeconds: groupParamsSchema.shape.warningTtlSeconds.unwrap().optional(),
      channelSenders: groupParamsSchema.shape.channelSenders.unwrap().optional(),
      allowedUserIds: groupParamsSchema.shape.allowedUserIds.unwrap().optional(),
    })
    .optional()
    .describe(
      "What is left out stays; a text that is left out of `warning` or `buttonText` goes back to the built-in one",
    ),
  channelOrder: z.array(id).max(10).optional().describe("The ids of all its channels in the order of their buttons"),
  version: z
    .string()
    .max(64)
    .optional()
    .describe("The group's `version` that the change was made from: 409 when somebody has changed it since"),
});
export type UpdateGroupBody = z.input<typeof updateGroupBody>;

export const verdictSchema = z.object({
  channelId: id,
  chatId: chatNumber,
  title: z.string(),
  state: z.enum(["member", "not_member", "unknown"]),
  source: z.enum(["cache", "call", "event"]).describe("How it is known: remembered, asked for, or told by Telegram"),
  at: moment.describe("When it was true"),
  reason: troubleCode.nullable().describe("Why it is not known"),
});
export type VerdictJson = z.output<typeof verdictSchema>;

export const decisionSchema = z.object({
  id,
  userId: userNumber,
  userName: z.string().nullable(),
  username: z.string().nullable().describe("Their name at Telegram at that time, without the @"),
  trigger: z.string().describe("What made the bot look: a message, a join, the verify button, …"),
  outcome: z.string().describe("What came of it"),
  reason: z.string().describe("Why"),
  verdicts: z.array(verdictSchema),
  actions: z.array(z.string()).describe("What the bot did"),
  latencyMs: z.int().nullable().describe("From the update's arrival to the decision"),
  createdAt: moment,
});
export type DecisionJson = z.output<typeof decisionSchema>;
export const decisionPageSchema = pageOf(decisionSchema);
export const listDecisionsQuery = z.strictObject({
  ...pageQuery,
  userId: userNumber.optional(),
  outcome: z.string().max(50).optional(),
});

export const explainBody = z.strictObject({
  user: z
    .string()
    .trim()
    .regex(
      /^([1-9]\d{0,15}|@?[A-Za-z][A-Za-z0-9_]{3,31})$/,
      "must be a Telegram user's id such as 123456789, or an @name",
    ),
});
export type ExplainBody = z.input<typeof explainBody>;
export const explanationSchema = z.object({
  user: z.object({ id: userNumber, name: z.string().nullable() }),
  passes: z.boolean(),
  outcome: z.string(),
  reason: z.string(),
  standing: z
    .enum(["creator", "administrator", "member", "restricted", "left", "kicked", "unknown"])
    .describe("In the group itself; `unknown` where Telegram does not say"),
  mutedByAdmin: z.boolean().describe("A human admin's mute or ban holds, which the gate leaves alone"),
  verdicts: z.array(verdictSchema).describe("Asked of Telegram for this answer"),
  restriction: z
    .object({
      state: z.enum(["imposing", "imposed", "lifted", "overridden"]),
      imposedAt: moment,
      endedAt: moment.nullable(),
    })
    .nullable()
    .describe("The last mute that the gate imposed; null when there was none"),
  lastDecision: decisionSchema.nullable(),
});
export type ExplanationJson = z.output<typeof explanationSchema>;

export const groupActivitySchema = z.object({
  day: counts,
  week: counts,
  hours: z
    .array(z.object({ hour: moment, counts }))
    .describe("Of the last 7 days, oldest first; an hour without a decision is left out"),
});
export type GroupActivityJson = z.output<typeof groupActivitySchema>;
