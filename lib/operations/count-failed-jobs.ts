import { ALL_QUEUES } from "./all-queues.ts";

/**
 * How many jobs of each queue have failed for good and wait for an operator; queues without any are left out. Kept for a
 * week, at most 10 000 of a queue.
 */
export async function countFailedJobs(): Promise<{ queue: string; failed: number }[]> {
  const counts = await Promise.all(
    ALL_QUEUES.map(async (handle) => ({ queue: handle.contract.name, failed: await handle.queue().getFailedCount() })),
  );
  return counts.filter(({ failed }) => failed > 0);
}
