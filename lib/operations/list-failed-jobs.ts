import type { AnyQueue } from "./all-queues.ts";
import { explainFailure, type FailureExplanation } from "./explain-failure.ts";
import { payloadShape, type ShapeField } from "./payload-shape.ts";

export interface FailedJob {
  queue: string;
  id: string;
  failedAt: Date;
  addedAt: Date;
  attempts: number;
  mostAttempts: number;
  failure: FailureExplanation;
  /** The correlation id of the request that caused it, as in the logs. */
  requestId: string | null;
  shape: ShapeField[];
  /** False where the payload was forgotten with the failure, so that trying again would do nothing. */
  retryable: boolean;
}

type Job = Awaited<ReturnType<ReturnType<AnyQueue["queue"]>["getFailed"]>>[number];

/** How many of each queue's failed jobs, newest first, have been read. */
export type FailedJobsPosition = Record<string, number>;

/**
 * Failed jobs of the given queues, newest first, and where the next page starts; null after the last one. Jobs that are
 * retried or discarded meanwhile let others move up, so a reader of several pages reads them again after a change.
 */
export async function listFailedJobs(options: {
  queues: readonly AnyQueue[];
  position: FailedJobsPosition;
  limit: number;
}): Promise<{ jobs: FailedJob[]; next: FailedJobsPosition | null }> {
  const { queues, position, limit } = options;
  const found = await Promise.all(
    queues.map(async (handle) => {
      const from = position[handle.contract.name] ?? 0;
      const jobs = await handle.queue().getFailed(from, from + limit);
      // A job can be gone between the reading of the list and its own.
      return jobs.filter((job) => job?.id).map((job) => present(handle, job));
    }),
  );
  const all = found.flat().sort((a, b) => b.failedAt.getTime() - a.failedAt.getTime());
  const jobs = all.slice(0, limit);
  if (all.length <= limit) return { jobs, next: null };
  const next = { ...position };
  for (const { queue } of jobs) next[queue] = (next[queue] ?? 0) + 1;
  return { jobs, next };
}

function present(handle: AnyQueue, job: Job): FailedJob {
  const data = job.data as { payload?: unknown; trace?: { requestId?: string } } | undefined;
  return {
    queue: handle.contract.name,
    id: job.id ?? "",
    failedAt: new Date(job.finishedOn ?? job.timestamp),
    addedAt: new Date(job.timestamp),
    attempts: job.attemptsMade,
    mostAttempts: job.opts.attempts ?? 1,
    failure: explainFailure({ reason: job.failedReason ?? "", stack: job.stacktrace?.at(-1) }),
    requestId: data?.trace?.requestId ?? null,
    shape: payloadShape(data?.payload),
    retryable: handle.contract.forget === undefined,
  };
}
