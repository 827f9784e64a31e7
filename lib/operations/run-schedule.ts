import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { findQueue } from "./all-queues.ts";

/**
 * Runs what is scheduled once more, now. Asked for again while that run waits, it runs once.
 * @throws AppError not_found for a queue without a schedule
 */
export async function runSchedule(options: { queue: string; actor: Actor }): Promise<void> {
  const handle = findQueue(options.queue);
  const { name } = handle.contract;
  if ((await handle.queue().getJobSchedulersCount()) === 0) throw notFound(said`The schedule was not found.`);
  await getDb().$transaction(async (tx) => {
    await writeAudit(tx, {
      actor: options.actor,
      action: "schedule.run",
      teamId: null,
      targetType: "queue",
      targetId: name,
      after: { queue: name },
    });
    await handle.add({}, { serialId: "run-now" });
  });
}
