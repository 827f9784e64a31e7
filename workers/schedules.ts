import type { z } from "zod";
import { ALERT_SCHEDULES } from "#lib/queues/alerts.ts";
import { BROADCAST_SCHEDULES } from "#lib/queues/broadcasts.ts";
import type { QueueHandle } from "#lib/queues/define-queue.ts";
import { GATE_SCHEDULES } from "#lib/queues/gate.ts";
import { ROOM_SCHEDULES } from "#lib/queues/rooms.ts";
import { USAGE_SCHEDULES } from "#lib/queues/usage.ts";

/** A job that runs again and again; the queue makes sure that one process of the fleet gets each run. */
interface Schedule {
  queue: QueueHandle<z.ZodType>;
  everyMs: number;
}

/** Writes the schedules into their queues. Doing it again, or in several processes, changes nothing. */
export async function startSchedules(): Promise<void> {
  const schedules = [
    USAGE_SCHEDULES,
    ROOM_SCHEDULES,
    ALERT_SCHEDULES,
    GATE_SCHEDULES,
    BROADCAST_SCHEDULES,
  ].flat() as Schedule[];
  for (const { queue, everyMs } of schedules) {
    const { name } = queue.contract;
    await queue.queue().upsertJobScheduler(`every-${name}`, { every: everyMs }, { name, data: { payload: {} } });
  }
}
