import { z } from "zod";
import { id, label, modelId, moment } from "./common.ts";

export const connectionKind = z.enum(["telegram", "discord", "messenger", "chotot", "webhook", "http"]);

const capabilities = {
  assistant: z.boolean(),
  gate: z.boolean(),
  feed: z.boolean(),
  inbox: z.boolean(),
};

const telegramSettings = z.strictObject({
  apiRoot: z
    .url({ protocol: /^https?$/, error: "must be an http or https URL, such as https://api.telegram.org" })
    .max(500)
    .optional()
    .describe("A self-hosted Bot API server. Operators only"),
});

/** Why a connection, or a token that is tried, does not work: for readers of other languages than the words. */
const problem = z.object({
  code: z.enum([
    "tokenMissing",
    "tokenInvalid",
    "unreachable",
    "redirected",
    "otherReceiver",
    "mustWait",
    "refused",
    "taken",
    "takenHere",
  ]),
  values: z.record(z.string(), z.string()),
});
export type HealthProblemJson = z.output<typeof problem>;

export const connectionSchema = z.object({
  id,
  teamId: id,
  kind: connectionKind,
  name: z.string(),
  externalId: z.string().nullable().describe("The account's id at the platform"),
  username: z.string().nullable(),
  hasCredentials: z.boolean().describe("Credentials themselves are never shown"),
  settings: z.object({ apiRoot: z.string().optional() }),
  ...capabilities,
  defaultModel: z.string().nullable(),
  active: z.boolean(),
  health: z.enum(["unknown", "healthy", "unhealthy"]),
  healthReason: z.string().nullable().describe("In plain words, in English"),
  healthProblem: problem
    .nullable()
    .describe("The same for machines; null for a reason that this release does not know"),
  healthCheckedAt: moment.nullable(),
  lastUpdateAt: moment.nullable(),
  receives: z.enum(["polling", "webhook"]).nullable().describe("How the platform's messages come in"),
  backlog: z
    .object({
      inbound: z.number().int().describe("Updates that are not taken in yet; a lower bound while the queue is long"),
      pending: z.number().int().describe("Messages that wait for an answer, and answers that wait to be delivered"),
    })
    .nullable()
    .describe("What waits on it; in lists, and when one is read"),
  createdAt: moment,
  updatedAt: moment,
});
export type ConnectionJson = z.output<typeof connectionSchema>;
export const connectionListSchema = z.object({ items: z.array(connectionSchema) });

const telegramToken = z
  .string()
  .trim()
  .max(200)
  .regex(/^\d{1,20}:[A-Za-z0-9_-]{8,}$/, "must be a bot token as @BotFather gives it: digits, a colon, letters");

export const checkTokenBody = z.strictObject({
  kind: z.literal("telegram"),
  token: telegramToken,
  settings: telegramSettings.default({}),
  connectionId: id.optional().describe("The connection that will get the token; it may hold the account itself"),
});
export const checkedTokenSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    account: z.object({
      externalId: z.string(),
      username: z.string(),
      name: z.string(),
      canJoinGroups: z.boolean(),
      readsAllGroupMessages: z.boolean(),
    }),
  }),
  z.object({ ok: z.literal(false), reason: z.string().describe("In plain words, in English"), problem }),
]);
export type CheckedTokenJson = z.output<typeof checkedTokenSchema>;

export const createConnectionBody = z.strictObject({
  kind: z.literal("telegram"),
  name: label(100),
  token: telegramToken,
  settings: telegramSettings.default({}),
  assistant: capabilities.assistant.default(true),
  gate: capabilities.gate.default(false),
  feed: capabilities.feed.default(false),
  inbox: capabilities.inbox.default(false),
  defaultModel: modelId.nullable().optional(),
});
export type CreateConnectionBody = z.input<typeof createConnectionBody>;

export const updateConnectionBody = z.strictObject({
  name: label(100).optional(),
  token: telegramToken.optional(),
  settings: telegramSettings.optional().describe("Replaces the settings"),
  assistant: capabilities.assistant.optional(),
  gate: capabilities.gate.optional(),
  feed: capabilities.feed.optional(),
  inbox: capabilities.inbox.optional(),
  defaultModel: modelId.nullable().optional(),
});
export type UpdateConnectionBody = z.input<typeof updateConnectionBody>;
