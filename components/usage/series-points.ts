import { type Point, type Series, topSeries } from "#components/charts/series.ts";
import { channelName } from "#components/usage/channel-name.ts";
import type { UsageSeriesJson } from "#lib/http/resources/overview.ts";

export const MEASURES = ["cost", "tokens", "messages"] as const;
export type Measure = (typeof MEASURES)[number];

export const measureOptions = [
  { value: "cost", label: "Cost" },
  { value: "tokens", label: "Tokens" },
  { value: "messages", label: "Messages" },
] as const;

export const measureUnit = { cost: "usd", tokens: "tokens", messages: "requests" } as const;

const field = { cost: "costNano", tokens: "tokens", messages: "requests" } as const;

/**
 * The admin API's series as a chart takes it: the largest groups, the rest folded.
 * @param options.today days after it are left out while nothing was counted on them
 */
export function seriesPoints(options: { data: UsageSeriesJson; measure: Measure; today: string }): {
  series: readonly Series[];
  points: readonly Point[];
} {
  const { data, measure, today } = options;
  const series = data.series.map(({ group, label }) => ({
    key: keyOf(group),
    label: data.by === "channel" ? channelName(label) : label,
    ...(group === OTHER && { color: "var(--chart-other)" }),
  }));
  const points = data.points
    .filter(({ day, values }) => day <= today || values.length > 0)
    .map(({ day, values }) => ({
      at: day,
      values: Object.fromEntries(values.map((value) => [keyOf(value.group), value[field[measure]]])),
    }));
  return topSeries(series, points);
}

/** One figure a day, for a sparkline. */
export function dailyTotals(data: UsageSeriesJson, measure: Measure, today: string): number[] {
  return data.points
    .filter(({ day, values }) => day <= today || values.length > 0)
    .map(({ values }) => values.reduce((sum, value) => sum + Number(value[field[measure]]), 0));
}

/** The server's name for the rest of the groups. */
const OTHER = "__other";

function keyOf(group: string | null) {
  // Not the server's own name for it: `topSeries` has a rest too.
  return group === null ? "none" : group === OTHER ? "rest" : `= ${group}`;
}
