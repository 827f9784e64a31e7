import { z } from "zod";

/** How the model provider behaves. */
export const providerSettings = z
  .object({
    /** The bearer key to demand; null takes any call. */
    apiKey: z.string().min(1).nullable().default(null),
    /** To the first byte, in ms. */
    latencyMs: z.number().int().nonnegative().max(600_000).default(0),
    /** Between the chunks of a stream, in ms; 0 sends all of them in one write. */
    chunkDelayMs: z.number().int().nonnegative().max(60_000).default(0),
    /** Tokens per chunk. */
    chunkSize: z.number().int().positive().max(10_000).default(4),
    /** What `/models` lists; any model name is answered. */
    models: z
      .array(z.string().min(1))
      .default(["gpt-5-chat", "gpt-5-mini", "gemini-2.0-flash-001", "gemini-2.5-flash"]),
    /** Refuse models that are not listed with OpenAI's 404. */
    onlyListedModels: z.boolean().default(false),
  })
  .strict();

export const providerSettingsPatch = z
  .object({
    apiKey: z.string().min(1).nullable(),
    latencyMs: z.number().int().nonnegative().max(600_000),
    chunkDelayMs: z.number().int().nonnegative().max(60_000),
    chunkSize: z.number().int().positive().max(10_000),
    models: z.array(z.string().min(1)),
    onlyListedModels: z.boolean(),
  })
  .partial()
  .strict();

export type ProviderSettings = z.output<typeof providerSettings>;
export type ProviderSettingsInput = z.input<typeof providerSettings>;

/** The pace of a real model, for a demo to look like one. */
export const believablePace = { latencyMs: 150, chunkDelayMs: 15, chunkSize: 3 } satisfies ProviderSettingsInput;

export const providerFault = z
  .object({
    /** Absent: every model. */
    model: z.string().optional(),
    /** How many calls it hits; null is until it is removed. */
    times: z.number().int().positive().nullable().default(1),
    /** Answer with this HTTP status and OpenAI's error envelope. */
    status: z.number().int().min(300).max(599).optional(),
    message: z.string().optional(),
    /** Seconds, sent as `Retry-After`. */
    retryAfter: z.number().nonnegative().optional(),
    /** Never answer. */
    hang: z.boolean().optional(),
    delayMs: z.number().int().nonnegative().max(600_000).optional(),
    /** Cut the connection after this many chunks (0: before the first byte; without streaming, in mid-body). */
    dropAfterChunks: z.number().int().nonnegative().optional(),
    /** Send what is no JSON. */
    malformed: z.boolean().optional(),
  })
  .strict();

export type ProviderFault = z.output<typeof providerFault> & { id: number; hits: number };
