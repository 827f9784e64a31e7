import { type Point, type Series, topSeries } from "#components/charts/series.ts";
import { channelName } from "#components/usage/channel-name.ts";
import type { UsageSeriesJson } from "#lib/http/resources/overview.ts";

export const MEASURES = ["cost", "tokens", "messages"] as const;
export type Measure = (typeof MEASURES)[number];

export const measureUnit = { cost: "usd", tokens: "tokens", messages: "requests" } as const;

const field = { cost: "costNano", tokens: "tokens", messages: "requests" } as const;

/** Names of what has none of its own. */
export interface SeriesWords {
  /** A turn without a key, an end user. */
  none: string;
  /** The groups beyond the largest. */
  rest: string;
  others: (count: number) => string;
}

/**
 * The admin API's series as a chart takes it: the largest groups, the rest folded.
 * @param options.now buckets after it are left out while nothing was counted in them
 */
export function seriesPoints(options: {
  data: UsageSeriesJson;
  measure: Measure;
  words: SeriesWords;
  today: string;
  now: Date;
}): { series: readonly Series[]; points: readonly Point[] } {
  const { data, measure, words } = options;
  const series = data.series.map(({ group, label }) => ({
    key: keyOf(group),
    label: labelOf(data.by, group, label, words),
  }));
  const points = begun(options).map(({ at, values }) => ({
    at,
    values: Object.fromEntries(values.map((value) => [keyOf(value.group), value[field[measure]]])),
  }));
  return topSeries(series, points, { othersLabel: words.others, rest: keyOf(OTHER) });
}

/** The two latencies, in ms, with gaps where nothing was answered. */
export function latencyPoints(options: { data: UsageSeriesJson; today: string; now: Date }): Point[] {
  return begun(options).map(({ at, latencyP50Ms, latencyP95Ms }) => ({
    at,
    values: {
      ...(latencyP50Ms !== null && { p50: latencyP50Ms }),
      ...(latencyP95Ms !== null && { p95: latencyP95Ms }),
    },
  }));
}

/** Failures of all that was tried, 0 to 1. */
export function errorPoints(options: { data: UsageSeriesJson; today: string; now: Date }): Point[] {
  return begun(options).map(({ at, failures, values }) => {
    const requests = values.reduce((sum, value) => sum + value.requests, 0);
    return { at, values: { errors: failures === 0 ? 0 : failures / (failures + requests) } };
  });
}

/** One figure a bucket, for a sparkline. */
export function bucketTotals(options: { data: UsageSeriesJson; measure: Measure; today: string; now: Date }): number[] {
  const { measure } = options;
  return begun(options).map(({ values }) => values.reduce((sum, value) => sum + Number(value[field[measure]]), 0));
}

/** The buckets that have begun by now, or in which, east of the viewer, something was counted already. */
export function begun({ data, today, now }: { data: UsageSeriesJson; today: string; now: Date }) {
  return data.points.filter(
    ({ at, values }) => values.length > 0 || (data.bucket === "day" ? at <= today : Date.parse(at) <= now.getTime()),
  );
}

function labelOf(by: string, group: string | null, label: string, words: SeriesWords) {
  if (group === null || by === "none") return words.none;
  if (group === OTHER) return words.rest;
  return by === "channel" ? channelName(label) : label;
}

/** The server's name for the rest of the groups. */
const OTHER = "__other";

function keyOf(group: string | null) {
  // Not the server's own name for it: `topSeries` has a rest too.
  return group === null ? "none" : group === OTHER ? "rest" : `= ${group}`;
}
