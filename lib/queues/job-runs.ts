/** Runs of one queue's jobs in this process since it started: those that went well, and those that threw. */
export interface JobRuns {
  done: number;
  failed: number;
}

const runs = new Map<string, JobRuns>();

/** Notes that a job of the queue was run. */
export function countRun(queue: string, outcome: keyof JobRuns): void {
  const counts = runs.get(queue) ?? { done: 0, failed: 0 };
  counts[outcome] += 1;
  runs.set(queue, counts);
}

/** Since the process started, by queue name; a copy. */
export function jobRuns(): Record<string, JobRuns> {
  return Object.fromEntries([...runs].map(([queue, counts]) => [queue, { ...counts }]));
}
