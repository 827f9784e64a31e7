/**
 * How long a job waits before its next try, in milliseconds: twice as long after each failure, up to a maximum, less up to
 * 30 % so that what failed together does not come back together.
 * @param options.attemptsMade failures so far, at least 1
 * @param options.chance from 0 to 1
 */
export function backoffDelay(options: {
  attemptsMade: number;
  firstMs: number;
  maxMs: number;
  chance: number;
}): number {
  const { attemptsMade, firstMs, maxMs, chance } = options;
  const longest = Math.min(maxMs, firstMs * 2 ** Math.min(attemptsMade - 1, 30));
  return Math.round(longest * (1 - 0.3 * chance));
}
