import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { type AnyQueue, findQueue } from "./all-queues.ts";

/** Jobs per call: a call must end within a request's patience. */
const MOST = 1_000;
const AT_ONCE = 20;
/** A job that failed on a machine whose clock is ahead has failed, too. */
const CLOCKS_MS = 3_600_000;

type Job = Awaited<ReturnType<ReturnType<AnyQueue["queue"]>["getFailed"]>>[number];

/**
 * Runs all failed jobs of a queue again, with all their attempts, or discards them for good; at most a thousand per call.
 * @returns how many, and how many failed ones are left
 * @throws AppError not_found (no such queue), conflict (the payloads were forgotten, so that they can only be discarded)
 */
export async function settleFailedJobs(options: {
  queue: string;
  action: "retry" | "discard";
  actor: Actor;
}): Promise<{ count: number; left: number }> {
  const { action, actor } = options;
  const handle = findQueue(options.queue);
  if (action === "retry" && handle.contract.forget) {
    throw new AppError("conflict", said`What these jobs were about has been forgotten: they can only be discarded.`);
  }
  const queue = handle.queue();
  const jobs = (await queue.getFailed(0, MOST - 1)).filter((job) => job?.id);
  let count = 0;
  if (jobs.length > 0) {
    await getDb().$transaction((tx) =>
      writeAudit(tx, {
        actor,
        action: `job.${action}-all`,
        teamId: null,
        targetType: "queue",
        targetId: handle.contract.name,
        after: { jobs: jobs.length },
      }),
    );
    count = action === "retry" ? await retryAll(jobs) : (await queue.clean(-CLOCKS_MS, MOST, "failed")).length;
  }
  return { count, left: await queue.getFailedCount() };
}

/** @returns how many; one that another operator settled meanwhile is no failure of this */
async function retryAll(jobs: Job[]): Promise<number> {
  let count = 0;
  for (let at = 0; at < jobs.length; at += AT_ONCE) {
    const settled = await Promise.allSettled(
      jobs
        .slice(at, at + AT_ONCE)
        .map((job) => job.retry("failed", { resetAttemptsMade: true, resetAttemptsStarted: true })),
    );
    count += settled.filter(({ status }) => status === "fulfilled").length;
  }
  return count;
}
