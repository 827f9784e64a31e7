import { expect, test } from "vitest";
import { newestDay } from "./report-range.ts";

test.each<[string[], string, string]>([
  [[], "2026-03-04T23:59:59Z", "2026-03-04"],
  [["UTC"], "2026-03-04T23:59:59Z", "2026-03-04"],
  [["Pacific/Auckland"], "2026-03-04T12:00:00Z", "2026-03-05"],
  [["America/Los_Angeles"], "2026-03-04T03:00:00Z", "2026-03-03"],
  // Over several teams nothing that was used already may be missing: the furthest ahead decides.
  [["America/Los_Angeles", "Pacific/Kiritimati", "UTC"], "2026-12-31T10:00:00Z", "2027-01-01"],
  [["America/Los_Angeles", "UTC"], "2026-03-04T03:00:00Z", "2026-03-04"],
])("the newest day in %j at %s is %s", (timeZones, now, day) => {
  expect(newestDay(timeZones, new Date(now))).toBe(day);
});
