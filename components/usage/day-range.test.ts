import { expect, test } from "vitest";
import { dayRange, isDay, monthRange } from "#components/usage/day-range.ts";

test.each([
  ["7", "UTC", "2026-03-10T08:00:00Z", "2026-03-04", "2026-03-10", 7, "2026-02-25", "day"],
  ["1", "Asia/Ho_Chi_Minh", "2026-12-31T18:00:00Z", "2027-01-01", "2027-01-01", 1, "2026-12-31", "hour"],
  ["month", "America/New_York", "2026-03-01T04:59:00Z", "2026-02-01", "2026-02-28", 28, "2026-01-04", "day"],
  ["month", "Asia/Tehran", "2026-12-31T20:29:00Z", "2026-12-01", "2026-12-31", 31, "2026-10-31", "day"],
  ["last-month", "UTC", "2028-03-15T00:00:00Z", "2028-02-01", "2028-02-29", 29, "2028-01-03", "day"],
] as const)("%s in %s at %s", (preset, timeZone, now, from, to, days, compareFrom, bucket) => {
  expect(dayRange({ preset, timeZone, now: new Date(now) })).toMatchObject({ from, to, days, compareFrom, bucket });
});

test("over all teams it reaches into tomorrow where that has begun, which makes it no longer", () => {
  const range = dayRange({ preset: "7", now: new Date("2026-03-10T20:00:00Z") });
  expect(range).toMatchObject({ to: "2026-03-11", days: 7 });
});

test("a range of one's own goes before the preset, and is taken as it is", () => {
  const custom = { from: "2026-01-01", to: "2026-01-02" };
  const range = dayRange({ preset: "7", custom, now: new Date("2026-03-10T20:00:00Z"), timeZone: "UTC" });
  expect(range).toMatchObject({ ...custom, days: 2, compareFrom: "2025-12-30", bucket: "hour" });
});

test("the month starts on the first where the viewer is", () => {
  expect(monthRange({ now: new Date("2026-02-28T23:30:00Z"), timeZone: "Europe/Berlin" }).from).toBe("2026-03-01");
});

test.each([
  ["2026-02-28", true],
  ["2026-02-30", false],
  ["2026-2-3", false],
  ["", false],
])("%s is a day: %s", (text, expected) => expect(isDay(text)).toBe(expected));
