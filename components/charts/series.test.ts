import { expect, it } from "vitest";
import { addAll, topSeries } from "#components/charts/series.ts";

it("adds amounts past 2^53 exactly", () => {
  expect(addAll(["9007199254740993", "1"])).toBe("9007199254740994");
  expect(addAll([0.5, 0.25])).toBe(0.75);
});

it("folds the smallest series into one without losing anything", () => {
  const series = ["a", "b", "c", "d"].map((key) => ({ key, label: key }));
  const points = [{ at: "2026-01-01", values: { a: "1", b: "40", c: "30", d: "2" } }];
  const folded = topSeries(series, points, (count) => `${count} others`, 2);
  expect(folded.series.map(({ label }) => label)).toEqual(["b", "c", "2 others"]);
  expect(folded.points[0]?.values).toEqual({ b: "40", c: "30", __other: "3" });
});

it("keeps all when only one would be folded", () => {
  const series = ["a", "b", "c"].map((key) => ({ key, label: key }));
  expect(topSeries(series, [], String, 2).series).toHaveLength(3);
});
