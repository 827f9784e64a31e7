import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Drawing, layoutPlot, nearestPoint } from "#components/charts/plot-layout.ts";
import { monotonePath, plotMarks } from "#components/charts/plot-marks.ts";
import type { Point } from "#components/charts/series.ts";
import { createFormat } from "#components/format.ts";

const DAYS = Array.from({ length: 30 }, (_, index) => ({
  at: `2026-03-${String(index + 1).padStart(2, "0")}`,
  values: { a: 10 + index, b: index % 3 },
}));
const DRAWING: Drawing = {
  label: "Usage",
  unit: "requests",
  bucket: "day",
  kind: "bar",
  series: [
    { key: "a", label: "A" },
    { key: "b", label: "B" },
  ],
  points: DAYS,
};

function layout(changes: { drawing?: Partial<Drawing>; width?: number; mirrored?: boolean } = {}) {
  const { width = 600, mirrored = false } = changes;
  const drawing = { ...DRAWING, ...changes.drawing };
  const textWidth = (text: string) => text.length * 6;
  return layoutPlot({ drawing, width, height: 240, mirrored, format: createFormat("en"), textWidth });
}

test("every text stands inside, no two touch, and there are as many as fit", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 120, max: 1_600 }),
      fc.integer({ min: 1, max: 90 }),
      fc.constantFrom("bar", "area", "line"),
      fc.boolean(),
      (width, count, kind, mirrored) => {
        const points = Array.from({ length: count }, (_, index) => ({
          at: new Date(Date.UTC(2026, 0, index + 1)).toISOString().slice(0, 10),
          values: { a: index },
        }));
        const { xTicks } = layout({ drawing: { points, kind }, width, mirrored });
        const boxes = xTicks
          .map(({ x, label }) => ({ from: x - label.length * 3, to: x + label.length * 3 }))
          .sort((a, b) => a.from - b.from);
        expect(boxes.length).toBeGreaterThan(0);
        for (const [index, { from, to }] of boxes.entries()) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(width);
          expect(from - (boxes[index - 1]?.to ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(36);
        }
      },
    ),
  );
});

test("mirrored, time runs the other way and the figures change sides", () => {
  const [plain, mirrored] = [layout(), layout({ mirrored: true })];
  expect(plain.xOf(0)).toBeLessThan(plain.xOf(29));
  expect(mirrored.xOf(0)).toBeGreaterThan(mirrored.xOf(29));
  expect(mirrored.xOf(0)).toBeCloseTo(600 - plain.xOf(0));
  expect(mirrored.right).toBeCloseTo(600 - plain.left);
});

test("bars stand within the plot, lines reach from edge to edge, a single point stands in the middle", () => {
  const bars = layout();
  expect(bars.xOf(0)).toBeCloseTo(bars.left + bars.step / 2);
  const line = layout({ drawing: { kind: "line" } });
  expect([line.xOf(0), line.xOf(29)]).toEqual([line.left, line.right]);
  const single = layout({ drawing: { kind: "line", points: DAYS.slice(0, 1) } });
  expect(single.xOf(0)).toBeCloseTo((single.left + single.right) / 2);
});

test("a place belongs to the point it is nearest to", () => {
  const shown = layout();
  for (const index of [0, 7, 29]) {
    expect(nearestPoint({ x: shown.xOf(index) + shown.step * 0.4, layout: shown, count: 30 })).toBe(index);
  }
  expect(nearestPoint({ x: 10, layout: shown, count: 0 })).toBe(-1);
});

describe("marks", () => {
  test("a stack's second series stands on the first, and alone has round corners", () => {
    const points = [{ at: "2026-03-01", values: { a: 3, b: 1 } }];
    const shown = layout({ drawing: { points } });
    const [lower, upper] = plotMarks({ ...DRAWING, points }, shown);
    expect(lower?.fill).toContain(`V${shown.yOf(3)}`);
    expect(lower?.fill).not.toContain("q");
    expect(upper?.fill).toContain(`,${shown.yOf(3)}V`);
    expect(upper?.fill).toContain("q");
  });

  test("a line leaves out what was not measured, an area counts it as nothing", () => {
    const points: Point[] = [
      { at: "2026-03-01", values: { a: 2 } },
      { at: "2026-03-02", values: {} },
      ...DAYS.slice(2, 4),
    ];
    const count = (kind: "line" | "area") => {
      const drawing = { ...DRAWING, kind, points };
      const [mark] = plotMarks(drawing, layout({ drawing }));
      return mark?.line?.split("C").length;
    };
    expect(count("line")).toBe(3);
    expect(count("area")).toBe(4);
  });

  test("a single measured day is a dot", () => {
    const drawing = { ...DRAWING, kind: "line" as const, points: DAYS.slice(0, 1) };
    expect(plotMarks(drawing, layout({ drawing }))[0]?.dot).toBeDefined();
  });
});

test("a smooth line passes through its points and never leaves their range", () => {
  const places = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(places, (ys) => {
      const path = monotonePath(ys.map((y, index) => ({ x: index * 10, y })));
      const ends = [...path.matchAll(/(?:^M|[ ])([\d.-]+),([\d.-]+)(?=C|$)/g)].map(([, , y]) => Number(y));
      expect(ends).toEqual(ys);
      const pieces = [...path.matchAll(/C\S+?,(\S+) \S+?,(\S+) /g)];
      for (const [index, [, near, far]] of pieces.entries()) {
        const [from = 0, to = 0] = ys.slice(index, index + 2);
        for (const bend of [Number(near), Number(far)]) {
          expect(bend).toBeGreaterThanOrEqual(Math.min(from, to) - 0.1);
          expect(bend).toBeLessThanOrEqual(Math.max(from, to) + 0.1);
        }
      }
    }),
  );
});
