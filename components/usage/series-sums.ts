import type { UsageSeriesJson } from "#lib/http/resources/overview.ts";

export interface SeriesSums {
  requests: number;
  tokens: number;
  /** Nano-USD, close enough for a change in percent. */
  cost: number;
  failures: number;
}

/** Some buckets, all groups together. */
export function seriesSums(points: UsageSeriesJson["points"]): SeriesSums {
  const sums = { requests: 0, tokens: 0, cost: 0, failures: 0 };
  for (const point of points) {
    sums.failures += point.failures;
    for (const { requests, tokens, costNano } of point.values) {
      sums.requests += requests;
      sums.tokens += tokens;
      sums.cost += Number(costNano);
    }
  }
  return sums;
}
