import { z } from "zod";

/**
 * How the server behaves. Sources of the figures: Telegram's bot FAQ ("avoid sending more than one message per second"
 * in one chat, "not more than 20 messages per minute" to one group, about 30 messages per second overall), its limit on
 * a long poll (50 s) and on unconfirmed updates (24 h; here a count, as memory is what runs out).
 */
export const telegramSettings = z
  .object({
    limits: z
      .object({
        enabled: z.boolean().default(false),
        chatPerSecond: z.number().positive().default(1),
        /** Messages one chat takes at once before the rate above holds. */
        chatBurst: z.number().int().positive().default(3),
        groupPerMinute: z.number().int().positive().default(20),
        overallPerSecond: z.number().int().positive().default(30),
      })
      .prefault({}),
    /** First pause after a failed webhook delivery, in ms; it doubles up to `webhookRetryMaxMs`. */
    webhookRetryBaseMs: z.number().int().positive().default(1000),
    webhookRetryMaxMs: z.number().int().positive().default(60_000),
    webhookTimeoutMs: z.number().int().positive().default(60_000),
    /** How long a pressed button can be answered, in ms. */
    callbackTtlMs: z.number().int().positive().default(60_000),
    /** Updates a bot may leave unread; the oldest go first. */
    maxPendingUpdates: z.number().int().positive().default(100_000),
    /** Added to every Bot API call, in ms: a network's way there and back. */
    latencyMs: z.number().int().nonnegative().max(60_000).default(0),
    /** Added to the calls of one method, in ms, by the method's name. */
    methodLatencyMs: z.record(z.string(), z.number().int().nonnegative().max(60_000)).default({}),
    /** How long a bot may answer an action or a request to join by its query, in ms; Telegram's documented figures. */
    ephemeralReplyMs: z.number().int().positive().default(15_000),
    joinQueryMs: z.number().int().positive().default(10_000),
    /** How long a bot may write to somebody who asks to join, in ms. */
    joinRequestChatMs: z.number().int().positive().default(300_000),
  })
  .strict();

export type TelegramSettings = z.output<typeof telegramSettings>;
export type TelegramSettingsInput = z.input<typeof telegramSettings>;

/** The same, each part optional and nothing filled in: what a change may say. */
export const telegramSettingsPatch = z
  .object({
    limits: z
      .object({
        enabled: z.boolean(),
        chatPerSecond: z.number().positive(),
        chatBurst: z.number().int().positive(),
        groupPerMinute: z.number().int().positive(),
        overallPerSecond: z.number().int().positive(),
      })
      .partial()
      .strict(),
    webhookRetryBaseMs: z.number().int().positive(),
    webhookRetryMaxMs: z.number().int().positive(),
    webhookTimeoutMs: z.number().int().positive(),
    callbackTtlMs: z.number().int().positive(),
    maxPendingUpdates: z.number().int().positive(),
    latencyMs: z.number().int().nonnegative().max(60_000),
    methodLatencyMs: z.record(z.string(), z.number().int().nonnegative().max(60_000)),
    ephemeralReplyMs: z.number().int().positive(),
    joinQueryMs: z.number().int().positive(),
    joinRequestChatMs: z.number().int().positive(),
  })
  .partial()
  .strict();
