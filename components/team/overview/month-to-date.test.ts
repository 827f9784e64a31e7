import { expect, test } from "vitest";
import { monthToDate } from "#components/team/overview/month-to-date.ts";

test.each([
  ["UTC", "2026-03-01T00:00:00Z", "2026-03-01", "2026-03-01", 1],
  ["UTC", "2026-02-28T23:59:59Z", "2026-02-01", "2026-02-28", 28],
  ["Asia/Ho_Chi_Minh", "2026-02-28T17:00:00Z", "2026-03-01", "2026-03-01", 1],
  ["America/New_York", "2026-03-01T04:59:00Z", "2026-02-01", "2026-02-28", 28],
  ["Asia/Tehran", "2026-12-31T20:29:00Z", "2026-12-01", "2026-12-31", 31],
])("in %s at %s it is from %s to %s", (zone, now, from, to, length) => {
  const range = monthToDate(zone, new Date(now));
  expect(range).toMatchObject({ from, to });
  expect(range.days).toHaveLength(length);
  expect(range.days.at(-1)).toBe(to);
});
