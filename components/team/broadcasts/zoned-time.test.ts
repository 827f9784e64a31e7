import fc from "fast-check";
import { expect, test } from "vitest";
import { clockIn, momentIn } from "#components/team/broadcasts/zoned-time.ts";

test.each([
  ["2026-03-01T18:30", "UTC", "2026-03-01T18:30:00.000Z"],
  ["2026-03-01T18:30", "Asia/Tehran", "2026-03-01T15:00:00.000Z"],
  ["2026-07-01T09:00", "Europe/Berlin", "2026-07-01T07:00:00.000Z"],
  ["2026-01-01T00:15", "Pacific/Kiritimati", "2025-12-31T10:15:00.000Z"],
  // Clocks go forward at 02:00.
  ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
])("%s in %s is %s", (local, zone, moment) => {
  expect(momentIn(local, zone)?.toISOString()).toBe(moment);
});

test.each(["", "2026-03-01", "2026-13-01T10:00", "tomorrow"])("%j is no time", (text) => {
  expect(momentIn(text, "UTC")).toBeNull();
});

test("a clock's time leads back to a moment at which it shows that time", () => {
  const zones = fc.constantFrom("UTC", "Asia/Ho_Chi_Minh", "Asia/Tehran", "America/New_York", "Australia/Lord_Howe");
  const moments = fc.date({ min: new Date("2026-01-01"), max: new Date("2028-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(moments, zones, (at, zone) => {
      const clock = clockIn(at, zone);
      expect(clockIn(momentIn(clock, zone) ?? new Date(0), zone)).toBe(clock);
    }),
  );
});
