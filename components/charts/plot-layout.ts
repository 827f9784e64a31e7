import { niceTicks } from "#components/charts/nice-ticks.ts";
import type { Point, Series } from "#components/charts/series.ts";
import type { Bucket, Format, Unit } from "#components/format.ts";

/** What a chart shows, whoever draws it. */
export interface Drawing {
  /** Names it. */
  label: string;
  unit: Unit;
  bucket: Bucket;
  /** Bars stand on one another; areas and lines each on the ground. */
  kind: "bar" | "area" | "line";
  /** In the stack's order, from the ground up; each with its colour. */
  series: readonly Series[];
  /** A dashed line over the others, counted into no total. */
  overlay?: Series | undefined;
  points: readonly Point[];
  /** For points that are instants: the zone they were counted in. */
  timeZone?: string | undefined;
  /** Charts of one group show the same point at once. */
  syncId?: string | undefined;
  /** Where a point's figures are counted. */
  pointHref?: ((at: string) => string) | undefined;
}

/** Where everything of a chart stands, in pixels from the top left corner. */
export interface PlotLayout {
  width: number;
  height: number;
  /** Time runs from right to left, and the figures stand on the right. */
  mirrored: boolean;
  left: number;
  right: number;
  top: number;
  bottom: number;
  margin: { top: number; right: number; bottom: number; left: number };
  /** Room of the figures beside the plot. */
  axisWidth: number;
  yTicks: readonly { value: number; label: string; y: number }[];
  xTicks: readonly { at: string; label: string; x: number }[];
  /** Between two points; a bar's share of the width. */
  step: number;
  /** The middle of the point with this index. */
  xOf: (index: number) => number;
  yOf: (value: number) => number;
}

export interface LayoutOptions {
  drawing: Drawing;
  width: number;
  height: number;
  mirrored: boolean;
  format: Format;
  /** How wide a text is drawn, in pixels. */
  textWidth: (text: string) => number;
}

export const TICK_SIZE = 11;
export const X_AXIS_HEIGHT = 26;
/** Between the plot and its figures: what recharts leaves for a tick's line and its margin. */
export const LABEL_GAP = 10;
const TOP = 6;
const OUTER = 4;
const MIN_TICK_GAP = 36;
/** Ten thousand dollars. */
const COMPACT_FROM_NANO = 1e13;

/** The one arithmetic of the plain drawing and of recharts, so that nothing moves when the one takes over from the other. */
export function layoutPlot({ drawing, width, height, mirrored, format, textWidth }: LayoutOptions): PlotLayout {
  const { unit, kind, points } = drawing;
  const figures = niceTicks({ max: highest(drawing), whole: unit !== "share" && unit !== "usd" });
  const most = figures.at(-1) ?? 1;
  const labels = figures.map((value) => figureText({ value, most, unit, format }));
  const axisWidth = Math.ceil(Math.max(...labels.map(textWidth))) + LABEL_GAP;
  const margin = { top: TOP, bottom: 0, ...(mirrored ? { left: OUTER, right: 0 } : { left: 0, right: OUTER }) };
  const left = margin.left + (mirrored ? 0 : axisWidth);
  const right = width - margin.right - (mirrored ? axisWidth : 0);
  const bottom = height - X_AXIS_HEIGHT;
  const inBands = kind === "bar" || points.length === 1;
  const step = (right - left) / Math.max(1, inBands ? points.length : points.length - 1);
  const xOf = (index: number) => {
    const along = (index + (inBands ? 0.5 : 0)) * step;
    return mirrored ? right - along : left + along;
  };
  const yOf = (value: number) => bottom - (value / most) * (bottom - TOP);
  return {
    ...{ width, height, mirrored, left, right, top: TOP, bottom, margin, axisWidth, step, xOf, yOf },
    yTicks: figures.map((value, index) => ({ value, label: labels[index] ?? "", y: yOf(value) })),
    xTicks: pickMoments({ drawing, width, format, textWidth, xOf, step }),
  };
}

/** The point that is nearest to a place; -1 without any. */
export function nearestPoint({ x, layout, count }: { x: number; layout: PlotLayout; count: number }): number {
  const distances = Array.from({ length: count }, (_, index) => Math.abs(layout.xOf(index) - x));
  return distances.indexOf(Math.min(...distances));
}

/** A tick's text. */
function figureText(options: { value: number; most: number; unit: Unit; format: Format }): string {
  const { value, most, unit, format } = options;
  // "0 ms" below "2s" would read as another scale.
  if (value === 0 && unit === "ms") return format.count(0);
  // Cents are too coarse for the ticks of a cheap day.
  return format.value(unit, value, { compact: unit !== "usd" || most >= COMPACT_FROM_NANO });
}

/** Evenly, as many points as can be named beside each other, from the newest back; each name stands wholly inside. */
function pickMoments(
  options: Pick<LayoutOptions, "drawing" | "width" | "format" | "textWidth"> & Pick<PlotLayout, "xOf" | "step">,
): PlotLayout["xTicks"] {
  const { drawing, width, format, textWidth, xOf, step } = options;
  const { points, bucket, timeZone } = drawing;
  const named = points.map(({ at }, index) => {
    const label = format.bucket(at, bucket, { timeZone });
    const half = textWidth(label) / 2;
    const x = xOf(index);
    return { at, label, x, half, fits: x - half >= 0 && x + half <= width };
  });
  const newest = named.findLastIndex(({ fits }) => fits);
  for (let every = Math.max(1, Math.ceil(MIN_TICK_GAP / step)); every <= points.length; every += 1) {
    const picked = named.filter(({ fits }, index) => fits && index <= newest && (newest - index) % every === 0);
    const isClear = picked.every(({ x, half }, index) => {
      const before = picked[index - 1];
      return !before || Math.abs(before.x - x) >= before.half + half + MIN_TICK_GAP;
    });
    if (isClear) return picked;
  }
  return named.filter((_, index) => index === newest);
}

/** The top of the tallest bar, area or line. */
function highest({ series, overlay, points, kind }: Drawing): number {
  const tops = points.map(({ values }) => {
    const figures = series.map(({ key }) => Number(values[key] ?? 0));
    const top = kind === "bar" ? figures.reduce((sum, figure) => sum + figure, 0) : Math.max(0, ...figures);
    return overlay ? Math.max(top, Number(values[overlay.key] ?? 0)) : top;
  });
  return Math.max(0, ...tops);
}
