import { z } from "zod";
import { defineQueue } from "./define-queue.ts";

const job = { schema: z.object({}), attempts: 3, backoffMs: 2_000, concurrency: 1 };

/** Adds fresh usage rows to the daily sums. */
export const usageRollUpQueue = defineQueue({ name: "usage-roll-up", ...job });

/** Cleans up after dead processes. */
export const usageSweepQueue = defineQueue({ name: "usage-sweep", ...job });

/** Compares ledger, rows and rollups. */
export const usageReconcileQueue = defineQueue({ name: "usage-reconcile", ...job });

/** How often each job is due. */
export const USAGE_SCHEDULES = [
  { queue: usageRollUpQueue, everyMs: 15_000 },
  { queue: usageSweepQueue, everyMs: 5_000 },
  { queue: usageReconcileQueue, everyMs: 15 * 60_000 },
];
