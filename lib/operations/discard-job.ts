import { queuePool } from "../infra/queue-connection.ts";
import { hasRedis } from "../infra/redis.ts";
import type { AnyQueue } from "./all-queues.ts";

type Job = NonNullable<Awaited<ReturnType<ReturnType<AnyQueue["queue"]>["getJob"]>>>;

/**
 * Removes a failed job. On PostgreSQL, BullMQ refuses to remove what a schedule has made, the next run and finished ones
 * alike, while its `clean` takes the finished ones: so does this, for one of them.
 * @throws Error when it is not there, or cannot be removed
 */
export async function discardJob(job: Job): Promise<void> {
  try {
    await job.remove();
  } catch (error) {
    if (hasRedis()) throw error;
    const { rowCount } = await queuePool().query(
      "DELETE FROM job WHERE queue = $1 AND id = $2 AND state = 'failed' AND scheduler_id IS NOT NULL",
      [job.queueName, job.id],
    );
    if (!rowCount) throw error;
  }
}
