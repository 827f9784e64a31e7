import { expect, test } from "vitest";
import { dayMasks } from "./day-masks.ts";

const ALL_31 = 2 ** 31 - 1;

test.each([
  ["2026-05-20", "2026-05-20", [{ month: "2026-05-01", days: 1 << 19 }]],
  ["2026-05-01", "2026-05-31", [{ month: "2026-05-01", days: ALL_31 }]],
  [
    "2025-12-31",
    "2026-02-02",
    [
      { month: "2025-12-01", days: 1 << 30 },
      { month: "2026-01-01", days: ALL_31 },
      { month: "2026-02-01", days: 3 },
    ],
  ],
  ["2026-05-02", "2026-05-01", []],
])("%s to %s", (from, to, masks) => {
  expect(dayMasks({ from, to })).toEqual(masks);
});
