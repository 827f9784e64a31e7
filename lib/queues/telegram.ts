import { z } from "zod";
import { defineQueue } from "./define-queue.ts";

/** One update as Telegram sent it; the queue is its write-ahead log until it is stored. */
export const telegramUpdates = defineQueue({
  name: "telegram-updates",
  schema: z.object({
    connectionId: z.uuid(),
    update: z.looseObject({ update_id: z.number().int() }),
  }),
  attempts: 10,
  backoffMs: 500,
  concurrency: 32,
});

/** Telegram repeats an update until it is confirmed; while its job is there, the repeats are dropped by this id. */
export function telegramUpdateJobId(connectionId: string, updateId: number): string {
  return `tg-${connectionId}-${updateId}`;
}
