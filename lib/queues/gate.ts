import { z } from "zod";
import { defineQueue } from "./define-queue.ts";

/**
 * What the gate does beside the updates themselves: `warn` sends what a group's people have to be told, `remove` takes a
 * warning away, `delete` a message that could not be deleted at once. For the first two the rows in the database are the
 * truth, and the sweep finds those whose job was lost.
 */
export const gateChores = defineQueue({
  name: "gate-chores",
  schema: z.object({
    kind: z.enum(["warn", "remove", "delete"]),
    /** The warning's id for `remove`, else the group's. */
    id: z.uuid(),
    messageId: z.int().optional(),
  }),
  attempts: 10,
  backoffMs: 1_000,
  maxBackoffMs: 60_000,
  concurrency: 16,
});

/** Finishes what was left behind. */
export const gateSweeps = defineQueue({
  name: "gate-sweeps",
  schema: z.object({}),
  attempts: 3,
  backoffMs: 1_000,
  concurrency: 1,
});

/** Looks again at groups whose gate does not work. */
export const gateTroubles = defineQueue({
  name: "gate-troubles",
  schema: z.object({}),
  attempts: 3,
  backoffMs: 1_000,
  concurrency: 1,
});

/** Forgets decisions that are old. */
export const gateRetention = defineQueue({
  name: "gate-retention",
  schema: z.object({}),
  attempts: 3,
  backoffMs: 10_000,
  concurrency: 1,
});

/** What workers/schedules.ts repeats. */
export const GATE_SCHEDULES = [
  { queue: gateSweeps, everyMs: 5_000 },
  { queue: gateTroubles, everyMs: 5_000 },
  { queue: gateRetention, everyMs: 3_600_000 },
];
