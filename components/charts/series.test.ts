import { expect, it } from "vitest";
import { addAll, topSeries } from "#components/charts/series.ts";

it("adds amounts past 2^53 exactly", () => {
  expect(addAll(["9007199254740993", "1"])).toBe("9007199254740994");
  expect(addAll([0.5, 0.25])).toBe(0.75);
});

it("folds the smallest series into one without losing anything", () => {
  const series = ["a", "b", "c", "d"].map((key) => ({ key, label: key }));
  const points = [{ at: "2026-01-01", values: { a: "1", b: "40", c: "30", d: "2" } }];
  const folded = topSeries(series, points, { othersLabel: (count) => `${count} others`, limit: 2 });
  expect(folded.series.map(({ label }) => label)).toEqual(["b", "c", "2 others"]);
  expect(folded.points[0]?.values).toEqual({ b: "40", c: "30", __other: "3" });
});

it("keeps all when only one would be folded", () => {
  const series = ["a", "b", "c"].map((key) => ({ key, label: key }));
  expect(topSeries(series, [], { othersLabel: String, limit: 2 }).series).toHaveLength(3);
});

it("folds what is a rest already, however large, under its own name", () => {
  const series = ["a", "rest", "c", "d"].map((key) => ({ key, label: key.toUpperCase() }));
  const points = [{ at: "2026-01-01", values: { a: "1", rest: "90", c: "30", d: "2" } }];
  const folded = topSeries(series, points, { othersLabel: String, rest: "rest", limit: 2 });
  expect(folded.series.map(({ label }) => label)).toEqual(["C", "D", "REST"]);
  expect(folded.points[0]?.values).toEqual({ c: "30", d: "2", __other: "91" });
});
