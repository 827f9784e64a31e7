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
 * @param othersLabel names the folded rest by how many series it holds
 */
export function topSeries(
  series: readonly Series[],
  points: readonly Point[],
  othersLabel: (count: number) => string,
  limit = 6,
) {
  const totals = new Map(series.map(({ key }) => [key, seriesTotal(points, key)]));
  const ranked = [...series].sort((a, b) => Number(totals.get(b.key)) - Number(totals.get(a.key)));
  if (ranked.length <= limit + 1) return { series: ranked, points };
  const kept = ranked.slice(0, limit);
  const folded = ranked.slice(limit);
  return {
    series: [...kept, { key: OTHER, label: othersLabel(folded.length) }],
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
