const STEPS = [1, 2, 2.5, 5, 10] as const;
/** Gaps between the lines of a chart: more are noise, fewer say little. */
const GAPS = 4;

/**
 * Round figures from zero to just past the largest value.
 * @param options.whole the figures are counts, which have no halves
 * @returns rising, at least two; only [0, 1] when everything is zero
 */
export function niceTicks({ max, whole }: { max: number; whole: boolean }): number[] {
  if (!(max > 0)) return [0, 1];
  const rough = max / GAPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const found = (STEPS.find((step) => step * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const step = whole ? Math.max(1, Math.ceil(found)) : found;
  const count = Math.ceil(max / step - 1e-9);
  // Multiplied, not added up, so that 0.1 does not become 0.30000000000000004; rounded for the same reason.
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
