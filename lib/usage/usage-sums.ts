import { latencyPercentile, sumHistogramsSql } from "./latency-buckets.ts";

/** Sums of usage. Money is nano-USD in decimal digits, since JSON's numbers can't hold a bigint. */
export interface UsageSums {
  /** Charged turns. */
  requests: number;
  tokensIn: number;
  tokensOut: number;
  costNano: string;
  /** The mean over the requests; null when there are none. */
  latencyMs: number | null;
  /** From the histogram of lib/usage/latency-buckets.ts; null when there are no requests, and for end users. */
  latencyP50Ms: number | null;
  latencyP95Ms: number | null;
  /** Requests that ended early: hung up, dropped or interrupted. */
  partials: number;
  /** Turns that nobody answered, which are not among the requests. */
  failures: number;
  /** Turns that a limit or the configuration forbade, which are not among the requests. */
  refusals: number;
  /** Failures of failures and requests, 0 to 1; null without either. */
  errorRate: number | null;
}

/** What SQL gives for a group; `toUsageSums` makes the figures of it. */
export interface RawSums {
  requests: number;
  tokensIn: number;
  tokensOut: number;
  costNano: string;
  latencyMsSum: number;
  partials: number;
  failures: number;
  refusals: number;
  latency: number[] | null;
}

/** SQL that sums the rows of `facts` (report-source.ts) into columns of snake case. */
export function sumsSql(hasLatency: boolean): string {
  return `
  coalesce(sum(requests), 0) AS requests, coalesce(sum(tokens_in), 0) AS tokens_in,
  coalesce(sum(tokens_out), 0) AS tokens_out, coalesce(sum(cost_nano), 0) AS cost_nano,
  coalesce(sum(latency_ms_sum), 0) AS latency_ms_sum, coalesce(sum(partials), 0) AS partials,
  coalesce(sum(failures), 0) AS failures, coalesce(sum(refusals), 0) AS refusals,
  ${hasLatency ? sumHistogramsSql("latency") : "NULL::float8[]"} AS latency`;
}

/** SQL that gives those columns as `RawSums`. */
export const RAW_SUMS_SQL = `
  sums.requests::float8 AS requests, sums.tokens_in::float8 AS "tokensIn", sums.tokens_out::float8 AS "tokensOut",
  sums.cost_nano::text AS "costNano", sums.latency_ms_sum::float8 AS "latencyMsSum", sums.partials::float8 AS partials,
  sums.failures::float8 AS failures, sums.refusals::float8 AS refusals, sums.latency`;

export function toUsageSums(raw: RawSums): UsageSums {
  const { requests, tokensIn, tokensOut, costNano, latencyMsSum, partials, failures, refusals, latency } = raw;
  const turns = requests + failures;
  return {
    ...{ requests, tokensIn, tokensOut, costNano, partials, failures, refusals },
    latencyMs: requests === 0 ? null : Math.round(latencyMsSum / requests),
    latencyP50Ms: latency && latencyPercentile({ counts: latency, share: 0.5 }),
    latencyP95Ms: latency && latencyPercentile({ counts: latency, share: 0.95 }),
    errorRate: turns === 0 ? null : failures / turns,
  };
}
