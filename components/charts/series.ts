export interface Series {
  key: string;
  label: string;
  /** A CSS colour; by default the palette's next. */
  color?: string;
}

export interface Point {
  /** The bucket's start: an instant, or a plain day or month in the zone the figures were counted in. */
  at: string;
  /** By series key; integers as text where they may pass 2^53 (nano-USD). Absent is zero, on a line a gap. */
  values: Readonly<Record<string, number | string>>;
}

const OTHER = "__other";
const PALETTE_SIZE = 6;

/** Grey is kept for the folded rest. */
export function seriesColor(series: Series, index: number) {
  if (series.color) return series.color;
  return series.key === OTHER ? "var(--chart-other)" : `var(--chart-${(index % PALETTE_SIZE) + 1})`;
}

/**
 * Keeps the largest series, in falling order, and folds the others into one. More colours can't be told apart.
 * @param options.othersLabel names the folded rest by how many series it holds
 * @param options.rest a series that is a rest itself: whatever its size it is folded, under its own name
 */
export function topSeries(
  series: readonly Series[],
  points: readonly Point[],
  options: { othersLabel: (count: number) => string; rest?: string; limit?: number },
) {
  const { othersLabel, rest, limit = 6 } = options;
  const totals = new Map(series.map(({ key }) => [key, seriesTotal(points, key)]));
  const ranked = series
    .filter(({ key }) => key !== rest)
    .sort((a, b) => Number(totals.get(b.key)) - Number(totals.get(a.key)));
  const remainder = series.filter(({ key }) => key === rest);
  // One that would be folded alone may as well stay.
  const kept = remainder.length === 0 && ranked.length <= limit + 1 ? ranked : ranked.slice(0, limit);
  const folded = [...ranked.slice(kept.length), ...remainder];
  if (folded.length === 0) return { series: kept, points };
  return {
    series: [...kept, { key: OTHER, label: remainder[0]?.label ?? othersLabel(folded.length) }],
    points: points.map((point) => ({
      at: point.at,
      values: { ...pick(point, kept), [OTHER]: addAll(folded.map(({ key }) => point.values[key] ?? 0)) },
    })),
  };
}

export function seriesTotal(points: readonly Point[], key: string) {
  return addAll(points.map((point) => point.values[key] ?? 0));
}

/** Exact where the figures are integers, however large. */
export function addAll(values: readonly (number | string)[]): number | string {
  const isWhole = (value: number | string) => typeof value === "string" || Number.isInteger(value);
  if (values.every(isWhole)) return values.reduce((sum, value) => sum + BigInt(value), 0n).toString();
  return values.reduce<number>((sum, value) => sum + Number(value), 0);
}

function pick(point: Point, series: readonly Series[]) {
  return Object.fromEntries(series.map(({ key }) => [key, point.values[key] ?? 0]));
}
