import { z } from "zod";
import { defineQueue } from "./define-queue.ts";

/** One update as Telegram sent it; the queue is its write-ahead log until it is stored. */
export const telegramUpdates = defineQueue({
  name: "telegram-updates",
  schema: z.object({
    connectionId: z.uuid(),
    update: z.looseObject({ update_id: z.number().int() }),
    /** When it reached us, in Unix milliseconds. */
    receivedAt: z.number().optional(),
  }),
  // With these it is tried for a day, as long as Telegram itself would keep it: whoever sent it was told that we have it.
  attempts: 1_500,
  backoffMs: 500,
  maxBackoffMs: 60_000,
  concurrency: 32,
  forget: ({ connectionId, update }) => ({ connectionId, update: { update_id: update.update_id } }),
});

/** Telegram repeats an update until it is confirmed; while its job is there, the repeats are dropped by this id. */
export function telegramUpdateJobId(connectionId: string, updateId: number): string {
  return `tg-${connectionId}-${updateId}`;
}
