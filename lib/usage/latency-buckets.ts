/** The first bucket holds what was faster than this, in milliseconds. */
const FIRST_MS = 4;
/** Buckets per doubling: each is 26 % wider than the one before, so a percentile is at most that far off. */
const PER_DOUBLING = 3;
/** Doublings from the first bound to the last, 131 s: longer than any provider's time-out that makes sense. */
const DOUBLINGS = 15;

/** The bounds between the buckets in whole milliseconds, ascending. A bucket includes its lower bound. */
export const LATENCY_BOUNDS: readonly number[] = Array.from({ length: DOUBLINGS * PER_DOUBLING + 1 }, (_, step) =>
  Math.ceil(FIRST_MS * 2 ** (step / PER_DOUBLING) - 1e-9),
);

/** Buckets of a histogram, the open ones at both ends included. */
export const LATENCY_BUCKETS = LATENCY_BOUNDS.length + 1;

/**
 * Estimates a percentile from a histogram. Within its bucket, requests are taken to lie evenly on a logarithmic scale.
 * @param options.counts requests per bucket, fastest first
 * @param options.share 0 to 1, such as 0.95
 * @returns whole milliseconds; null without requests
 */
export function latencyPercentile(options: { counts: readonly number[]; share: number }): number | null {
  const { counts, share } = options;
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = share * total;
  let before = 0;
  for (const [bucket, count] of counts.entries()) {
    if (count > 0 && before + count >= rank) return within(bucket, Math.max(0, rank - before) / count);
    before += count;
  }
  return within(counts.length - 1, 1);
}

function within(bucket: number, part: number): number {
  const last = LATENCY_BOUNDS.at(-1) as number;
  const low = bucket === 0 ? 1 : (LATENCY_BOUNDS[bucket - 1] as number);
  const high = LATENCY_BOUNDS[bucket] ?? last * 2;
  return Math.round(low * (high / low) ** part);
}

/** SQL for the bucket, from 0, that a column of milliseconds falls into. */
export function bucketSql(column: string): string {
  return `width_bucket(${column}, ARRAY[${LATENCY_BOUNDS.join(",")}]::int[])`;
}

/** SQL for the histogram of a group, from a column that `bucketSql` made (null for what does not count). */
export function histogramSql(bucket: string): string {
  return `ARRAY[${each((n) => `count(*) FILTER (WHERE ${bucket} = ${n})`)}]::int[]`;
}

/** SQL that adds two histograms. */
export function addHistogramsSql(one: string, other: string): string {
  return `ARRAY[${each((n) => `${one}[${n + 1}] + ${other}[${n + 1}]`)}]`;
}

/** SQL that adds the histograms of a group. As columns of an array, because nothing in PostgreSQL adds arrays as fast. */
export function sumHistogramsSql(column: string): string {
  return `ARRAY[${each((n) => `coalesce(sum(${column}[${n + 1}]), 0)`)}]::float8[]`;
}

function each(sql: (bucket: number) => string): string {
  return Array.from({ length: LATENCY_BUCKETS }, (_, bucket) => sql(bucket)).join(", ");
}
