import fc from "fast-check";
import { expect, test } from "vitest";
import { niceTicks } from "#components/charts/nice-ticks.ts";

test.each([
  [380_000_000, false, [0, 100_000_000, 200_000_000, 300_000_000, 400_000_000]],
  [0.034, false, [0, 0.01, 0.02, 0.03, 0.04]],
  [3, true, [0, 1, 2, 3]],
  [7, true, [0, 2, 4, 6, 8]],
  [100, true, [0, 25, 50, 75, 100]],
  [0, true, [0, 1]],
])("%d, whole %s", (max, whole, expected) => expect(niceTicks({ max, whole })).toEqual(expected));

test("whatever the figure, a handful of rising ticks reach just past it", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e15, noNaN: true }), fc.boolean(), (max, whole) => {
      const ticks = niceTicks({ max, whole });
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max * (1 - 1e-8));
      expect(ticks.every((tick, index) => index === 0 || tick > (ticks[index - 1] ?? 0))).toBe(true);
    }),
  );
});
