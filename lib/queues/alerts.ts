import { z } from "zod";
import { defineQueue } from "./define-queue.ts";

/** Looks for what people should know, and for alerts whose trouble is over. */
export const alertSweeps = defineQueue({
  name: "alert-sweeps",
  schema: z.object({}),
  attempts: 3,
  backoffMs: 1_000,
  concurrency: 1,
});

/**
 * One try of one delivery. Its job id is of both, so that a try is made by one job alone; the next try is a job of its own,
 * which waits as long as the far side asks. The attempts here are for our own failures, such as a database that is away.
 */
export const alertDeliveries = defineQueue({
  name: "alert-deliveries",
  schema: z.object({ deliveryId: z.uuid(), attempt: z.int().min(0) }),
  attempts: 20,
  backoffMs: 1_000,
  maxBackoffMs: 60_000,
  concurrency: 8,
});

/** How often each job is due. */
export const ALERT_SCHEDULES = [{ queue: alertSweeps, everyMs: 3_000 }];
