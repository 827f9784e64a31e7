import { z } from "zod";
import { id, label, modelId, moment, pageOf, pageQuery } from "./common.ts";

const priority = z.int().min(0).max(10_000).describe("Lower goes first");
const timeoutMs = z.int().min(1_000).max(600_000);
const baseUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https URL, such as https://openrouter.ai/api/v1" })
  .max(500);
const apiKey = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[\x21-\x7e]+$/, "must be one word of printable ASCII");

export const providerSchema = z.object({
  id,
  name: z.string(),
  baseUrl: z.string(),
  hasApiKey: z.boolean().describe("The key itself is never shown"),
  priority,
  timeoutMs,
  enabled: z.boolean(),
  createdAt: moment,
  updatedAt: moment,
});
export type ProviderJson = z.output<typeof providerSchema>;
export const providerPageSchema = pageOf(providerSchema);
export const listProvidersQuery = z.strictObject(pageQuery);

export const createProviderBody = z.strictObject({
  name: label(100),
  baseUrl,
  apiKey: apiKey.nullable().optional(),
  priority: priority.default(100),
  timeoutMs: timeoutMs.default(60_000),
  enabled: z.boolean().default(true),
});
export type CreateProviderBody = z.input<typeof createProviderBody>;

export const updateProviderBody = z.strictObject({
  name: label(100).optional(),
  baseUrl: baseUrl.optional(),
  apiKey: apiKey.nullable().optional().describe("Null removes the key"),
  priority: priority.optional(),
  timeoutMs: timeoutMs.optional(),
  enabled: z.boolean().optional(),
});
export type UpdateProviderBody = z.input<typeof updateProviderBody>;

const price = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,9})?$/, 'must be USD per million tokens with at most 9 decimals, such as "0.075"')
  .describe("USD per million tokens, a decimal string such as 0.075");
const tokens = z.int().min(1).max(100_000_000);

export const modelSchema = z.object({
  id,
  publicId: z.string(),
  displayName: z.string(),
  providerId: id,
  providerName: z.string(),
  upstreamName: z.string(),
  inputPrice: z.string().nullable().describe("USD per million tokens; null: unpriced, and refused"),
  outputPrice: z.string().nullable().describe("USD per million tokens; null: unpriced, and refused"),
  contextWindow: z.int(),
  maxOutput: z.int().nullable(),
  enabled: z.boolean(),
  fallbacks: z.array(z.string()),
  position: z.int().nullable().describe("Its place among the providers of this public id; null: by their priority"),
  createdAt: moment,
  updatedAt: moment,
});
export type ModelJson = z.output<typeof modelSchema>;
export const modelPageSchema = pageOf(modelSchema);

export const listModelsQuery = z.strictObject({
  ...pageQuery,
  search: z.string().max(100).optional().describe("A part of the public id or display name"),
  providerId: id.optional(),
  enabled: z.enum(["true", "false"]).optional(),
});

const fallbacks = z
  .array(modelId)
  .max(10)
  .describe("Public ids to try, in order, when every provider of this one fails");

export const createModelBody = z.strictObject({
  publicId: modelId,
  displayName: label(100),
  providerId: id,
  upstreamName: modelId,
  inputPrice: price.nullable(),
  outputPrice: price.nullable(),
  contextWindow: tokens,
  maxOutput: tokens.nullable().optional(),
  enabled: z.boolean().default(true),
  fallbacks: fallbacks.default([]),
});
export type CreateModelBody = z.input<typeof createModelBody>;

export const updateModelBody = z.strictObject({
  displayName: label(100).optional(),
  upstreamName: modelId.optional(),
  inputPrice: price.nullable().optional(),
  outputPrice: price.nullable().optional(),
  contextWindow: tokens.optional(),
  maxOutput: tokens.nullable().optional(),
  enabled: z.boolean().optional(),
  fallbacks: fallbacks.optional(),
});

export const orderProvidersBody = z.strictObject({
  providerIds: z.array(id).min(1).max(500).describe("Every provider, in the order in which they are to be asked"),
});

export const providerState = z
  .enum(["resting", "trying", "failing", "unsteady", "healthy", "idle", "unseen"])
  .describe("resting: left alone after failures; trying: the next call tries it again; idle: not called lately");

const failureKind = z
  .string()
  .describe("connect, dropped, timeout, server, throttled, denied, missing, redirect, malformed or rejected");

export const providerHealthSchema = z.object({
  items: z.array(
    z.object({
      providerId: id,
      state: providerState,
      since: moment.nullable().describe("When the trouble began"),
      processes: z.int().describe("Live processes that have called it"),
      troubled: z.int().describe("Those of them that leave it alone"),
      attempts: z.int().describe("In the last 15 minutes, by all live processes"),
      failures: z.int().describe("Of those attempts"),
      firstByteMs: z.int().nullable().describe("Mean time to the first byte"),
      lastFailure: z.object({ kind: failureKind, at: moment }).nullable(),
    }),
  ),
});
export type ProviderHealthJson = z.output<typeof providerHealthSchema>["items"][number];

const probeFailure = z
  .object({
    kind: failureKind,
    status: z.int().nullable().describe("HTTP; null without an answer"),
    said: z.string().nullable().describe("The provider's words about a request that it rejected"),
  })
  .nullable()
  .describe("Null when all went well");

export const offeredModelsSchema = z.object({
  models: z.array(
    z.object({
      upstreamName: z.string(),
      publicId: z.string().describe("As another provider's model of that name is called here, else that name"),
      displayName: z.string(),
      contextWindow: z.int().nullable(),
      maxOutput: z.int().nullable(),
      inputPrice: z.string().nullable().describe("USD per million tokens, where the provider says"),
      outputPrice: z.string().nullable().describe("USD per million tokens, where the provider says"),
      present: z.boolean().describe("This provider has it here already"),
    }),
  ),
  failure: probeFailure,
});
export type OfferedModelsJson = z.output<typeof offeredModelsSchema>;
export type OfferedModelJson = OfferedModelsJson["models"][number];

export const importModelsBody = z.strictObject({
  models: z
    .array(
      z.strictObject({
        publicId: modelId,
        displayName: label(100),
        upstreamName: modelId,
        inputPrice: price.nullable(),
        outputPrice: price.nullable(),
        contextWindow: tokens,
        maxOutput: tokens.nullable().optional(),
      }),
    )
    .min(1, "must name at least one model")
    .max(200, "must name at most {maximum} models at once"),
});
export type ImportModelsBody = z.input<typeof importModelsBody>;

export const importedModelsSchema = z.object({
  added: z.array(modelSchema),
  skipped: z.array(z.string()).describe("Public ids that the provider had already"),
});
export type ImportedModelsJson = z.output<typeof importedModelsSchema>;

export const writeChainBody = z.strictObject({
  publicId: modelId,
  modelIds: z
    .array(id)
    .max(500)
    .nullable()
    .optional()
    .describe("The model at each of its providers, first to last; null: in the order of the providers' priority"),
  fallbacks: fallbacks.optional(),
});
export type WriteChainBody = z.input<typeof writeChainBody>;

export const modelTestSchema = z.object({
  ok: z.boolean(),
  providerName: z.string(),
  latencyMs: z.int(),
  tokensIn: z.int().nullable().describe("As the provider counted; nobody is charged"),
  tokensOut: z.int().nullable(),
  reply: z.string().nullable().describe("The beginning of the answer"),
  failure: probeFailure,
});
export type ModelTestJson = z.output<typeof modelTestSchema>;
