import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { AppError, notFound } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { findQueue } from "./all-queues.ts";
import { discardJob } from "./discard-job.ts";

/**
 * Runs a failed job again, with all its attempts, or discards it for good.
 * @throws AppError not_found (no such queue, or no failed job of that id: another operator was faster, say), conflict (its
 *   payload was forgotten, so that it can only be discarded)
 */
export async function settleFailedJob(options: {
  queue: string;
  jobId: string;
  action: "retry" | "discard";
  actor: Actor;
}): Promise<void> {
  const { jobId, action, actor } = options;
  const handle = findQueue(options.queue);
  if (action === "retry" && handle.contract.forget) {
    throw new AppError("conflict", said`What this job was about has been forgotten: it can only be discarded.`);
  }
  await getDb().$transaction(async (tx) => {
    await writeAudit(tx, {
      actor,
      action: `job.${action}`,
      teamId: null,
      targetType: "job",
      targetId: jobId,
      after: { queue: handle.contract.name },
    });
    // Last, so that nothing happens to the job whose audit row could not be written.
    const job = await handle.queue().getJob(jobId);
    if (!job || !(await job.isFailed())) throw notFound(said`The failed job was not found.`);
    try {
      if (action === "retry") await job.retry("failed", { resetAttemptsMade: true, resetAttemptsStarted: true });
      else await discardJob(job);
    } catch (error) {
      if (await job.isFailed()) throw error;
      throw notFound(said`The failed job was not found.`);
    }
  });
}
