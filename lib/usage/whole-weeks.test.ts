import fc from "fast-check";
import { expect, test } from "vitest";
import { wholeWeeks } from "./whole-weeks.ts";

const DAY_MS = 86_400_000;
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

function daysOf({ from, to }: { from: string; to: string }): string[] {
  return Array.from({ length: (Date.parse(to) - Date.parse(from)) / DAY_MS + 1 }, (_, n) => dayAfter(from, n));
}

test.each([
  // 2026-05-18 is a Monday.
  [
    { from: "2026-05-18", to: "2026-05-24" },
    { weeks: { from: "2026-05-18", to: "2026-05-18" }, days: [] },
  ],
  [{ from: "2026-05-19", to: "2026-05-30" }, { days: [{ from: "2026-05-19", to: "2026-05-30" }] }],
  [{ from: "2026-05-20", to: "2026-05-20" }, { days: [{ from: "2026-05-20", to: "2026-05-20" }] }],
  [
    { from: "2026-05-17", to: "2026-06-01" },
    {
      weeks: { from: "2026-05-18", to: "2026-05-25" },
      days: [
        { from: "2026-05-17", to: "2026-05-17" },
        { from: "2026-06-01", to: "2026-06-01" },
      ],
    },
  ],
  [{ from: "2026-05-21", to: "2026-05-20" }, { days: [] }],
])("%o", (range, parts) => {
  expect(wholeWeeks(range)).toEqual(parts);
});

test("every day is in one part", () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 40_000 }), fc.nat({ max: 400 }), (first, length) => {
      const from = dayAfter("1970-01-01", first);
      const range = { from, to: dayAfter(from, length) };
      const { weeks, days } = wholeWeeks(range);
      const inWeeks = weeks ? daysOf({ from: weeks.from, to: dayAfter(weeks.to, 6) }) : [];
      if (weeks) expect([weeks.from, weeks.to].map((day) => new Date(day).getUTCDay())).toEqual([1, 1]);
      expect([...inWeeks, ...days.flatMap(daysOf)].sort()).toEqual(daysOf(range));
      expect(days.flatMap(daysOf).length).toBeLessThanOrEqual(12);
    }),
  );
});
