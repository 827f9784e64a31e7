import type { Drawing, PlotLayout } from "#components/charts/plot-layout.ts";
import type { Series } from "#components/charts/series.ts";

/** A series as SVG: what is filled, what is drawn along its edge, and the only point of a line that has no second. */
export interface Mark {
  key: string;
  color: string | undefined;
  fill?: string;
  line?: string;
  dot?: Place;
}

interface Place {
  x: number;
  y: number;
}

/** Of a bar's band, on either side. */
export const BAR_GAP = 0.18;
export const WIDEST_BAR = 40;
/** Of a stack's upper corners. */
export const RADIUS = 2;

export const AREA_OPACITY = 0.14;
export const LINE_WIDTH = { bar: 0, area: 1.5, line: 1.75, overlay: 1.5 } as const;
export const OVERLAY_DASHES = "4 4";

/** What recharts would draw for the series, as paths. */
export function plotMarks(drawing: Drawing, layout: PlotLayout): Mark[] {
  if (drawing.kind === "bar") return bars(drawing, layout);
  return drawing.series.map((one) => lineMark(drawing, one, layout));
}

/** The dashed line of the period before. */
export function overlayPath({ points }: Drawing, overlay: Series, layout: PlotLayout): string {
  return monotonePath(
    points.map(({ values }, index) => ({ x: layout.xOf(index), y: layout.yOf(Number(values[overlay.key] ?? 0)) })),
  );
}

/**
 * A smooth line that rises and falls only where its points do: a cubic Hermite spline with the slopes of Steffen, "A
 * simple method for monotonic interpolation in one dimension" (1990), which d3's curveMonotoneX and so recharts use too.
 * @param places their x all rising or all falling
 */
export function monotonePath(places: readonly Place[]): string {
  const [first] = places;
  if (!first) return "";
  const slopes = places.map((_, index) => slopeAt(places, index));
  const pieces = places.slice(1).map((to, index) => {
    const from = places[index] ?? first;
    const third = (to.x - from.x) / 3;
    const near = `${text(from.x + third)},${text(from.y + third * (slopes[index] ?? 0))}`;
    const far = `${text(to.x - third)},${text(to.y - third * (slopes[index + 1] ?? 0))}`;
    return `C${near} ${far} ${text(to.x)},${text(to.y)}`;
  });
  return `M${text(first.x)},${text(first.y)}${pieces.join("")}`;
}

function slopeAt(places: readonly Place[], index: number): number {
  const [before, here, after] = [places[index - 1], places[index], places[index + 1]];
  if (!here || (!before && !after)) return 0;
  if (before && after) return innerSlope(before, here, after);
  // At an end: so that the curve's bend begins there.
  const [a, b] = before ? [before, here] : [here, after ?? here];
  const inner = before ? places[index - 2] : places[index + 2];
  const rise = (b.y - a.y) / (b.x - a.x);
  if (!inner) return rise;
  return (3 * rise - (before ? innerSlope(inner, a, b) : innerSlope(a, b, inner))) / 2;
}

function innerSlope(before: Place, here: Place, after: Place): number {
  const [left, right] = [here.x - before.x, after.x - here.x];
  const [rising, falling] = [(here.y - before.y) / left, (after.y - here.y) / right];
  const mean = (rising * right + falling * left) / (left + right);
  const least = Math.min(Math.abs(rising), Math.abs(falling), Math.abs(mean) / 2);
  return (Math.sign(rising) + Math.sign(falling)) * least;
}

/** Where an area's line ends it falls to the ground, and returns along it. */
function lineMark({ kind, points }: Drawing, { key, color }: Series, layout: PlotLayout): Mark {
  const places = points.flatMap(({ values }, index) => {
    const value = values[key];
    if (value === undefined && kind === "line") return [];
    return [{ x: layout.xOf(index), y: layout.yOf(Number(value ?? 0)) }];
  });
  const line = monotonePath(places);
  const [first] = places;
  return {
    key,
    color,
    line,
    ...(kind === "area" && first && { fill: `${line}V${layout.bottom}H${text(first.x)}Z` }),
    ...(points.length === 1 && first && { dot: first }),
  };
}

function bars({ series, points }: Drawing, layout: PlotLayout): Mark[] {
  const room = layout.step * (1 - 2 * BAR_GAP);
  const whole = room > 1 ? Math.floor(room) : room;
  const width = Math.min(whole, WIDEST_BAR);
  // What is cut off to a whole pixel lies beyond the bar, not half of it on either side.
  const start = layout.step * (BAR_GAP - 0.5) + (whole - width) / 2;
  const tops = points.map(({ values }) => series.findLastIndex(({ key }) => Number(values[key] ?? 0) > 0));
  const sums = points.map(() => 0);
  return series.map(({ key, color }, place) => {
    const boxes = points.map(({ values }, index) => {
      const from = sums[index] ?? 0;
      const to = from + Number(values[key] ?? 0);
      if (to === from) return "";
      sums[index] = to;
      const x = layout.xOf(index) + start;
      return barPath({ x, width, top: layout.yOf(to), bottom: layout.yOf(from), isTop: tops[index] === place });
    });
    return { key, color, fill: boxes.join("") };
  });
}

function barPath(box: { x: number; width: number; top: number; bottom: number; isTop: boolean }): string {
  const { x, width, top, bottom, isTop } = box;
  const radius = isTop ? Math.min(RADIUS, width / 2, bottom - top) : 0;
  const corner = (towards: string) => (radius > 0 ? `q${towards}` : "");
  const r = text(radius);
  return [
    `M${text(x)},${text(bottom)}V${text(top + radius)}${corner(`0,-${r} ${r},-${r}`)}`,
    `H${text(x + width - radius)}${corner(`${r},0 ${r},${r}`)}V${text(bottom)}Z`,
  ].join("");
}

/** Tenths of a pixel are finer than anybody sees. */
function text(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
