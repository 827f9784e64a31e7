import { z } from "zod";
import { defineQueue } from "./define-queue.ts";

/** Sends a broadcast's messages for a while. The job's serial id is the broadcast's, so one process at a time does. */
export const broadcastRuns = defineQueue({
  name: "broadcast-runs",
  schema: z.object({ broadcastId: z.uuid() }),
  attempts: 3,
  backoffMs: 1_000,
  concurrency: 8,
});

/** Finds broadcasts that are due or under way, and messages whose sending a process has left behind. */
export const broadcastSweeps = defineQueue({
  name: "broadcast-sweeps",
  schema: z.object({}),
  attempts: 3,
  backoffMs: 1_000,
  concurrency: 1,
});

/** What workers/schedules.ts repeats: a broadcast begins, or goes on, within this time. */
export const BROADCAST_SCHEDULES = [{ queue: broadcastSweeps, everyMs: 2_000 }];
