import { z } from "zod";
import { defineQueue } from "./define-queue.ts";

/** "This room has something to answer or deliver." The job's serial id is the room's, so turns of a room never overlap. */
export const roomTurns = defineQueue({
  name: "room-turns",
  schema: z.object({ roomId: z.uuid() }),
  attempts: 8,
  backoffMs: 1_000,
  concurrency: 48,
});

/** Looks for rooms whose answers or deliveries were left behind. */
export const roomSweeps = defineQueue({
  name: "room-sweeps",
  schema: z.object({}),
  // A database that restarts must not leave a job that a person has to look at.
  attempts: 4,
  backoffMs: 1_000,
  concurrency: 1,
});

/** What workers/schedules.ts repeats. */
export const ROOM_SCHEDULES = [{ queue: roomSweeps, everyMs: 5_000 }];
