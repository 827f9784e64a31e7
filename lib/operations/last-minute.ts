import type { JobRuns } from "../queues/job-runs.ts";

const WINDOW_MS = 60_000;

export interface LastMinute {
  /**
   * @param now milliseconds of a clock that never goes back
   * @param totals counts since the process started
   * @returns what was added in the last minute, or since the first call when that is less
   */
  add(now: number, totals: Record<string, JobRuns>): Record<string, JobRuns>;
}

/** Turns counts since the start of a process into counts of its last minute. */
export function createLastMinute(): LastMinute {
  let kept: { at: number; totals: Record<string, JobRuns> }[] = [];
  return {
    add(now, totals) {
      kept.push({ at: now, totals });
      // The newest of those that are a minute old is where the minute begins.
      const begins = kept.findLastIndex(({ at }) => now - at >= WINDOW_MS);
      if (begins > 0) kept = kept.slice(begins);
      const before = kept[0]?.totals ?? {};
      return Object.fromEntries(
        Object.entries(totals).map(([queue, { done, failed }]) => [
          queue,
          { done: done - (before[queue]?.done ?? 0), failed: failed - (before[queue]?.failed ?? 0) },
        ]),
      );
    },
  };
}
