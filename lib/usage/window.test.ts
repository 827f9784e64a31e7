import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localDay, windowOf } from "./window.ts";

const CASES = [
  ["UTC day", "DAY", "UTC", "2026-03-10T12:00:00Z", "2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z"],
  ["first instant", "DAY", "UTC", "2026-03-10T00:00:00Z", "2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z"],
  ["last millisecond", "DAY", "UTC", "2026-03-10T23:59:59.999Z", "2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z"],
  ["23 hours", "DAY", "Europe/Berlin", "2026-03-29T10:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"],
  ["25 hours", "DAY", "America/New_York", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"],
  [":30 zone", "DAY", "Asia/Kolkata", "2026-03-10T20:00:00Z", "2026-03-10T18:30:00Z", "2026-03-11T18:30:00Z"],
  [":45 zone", "DAY", "Asia/Kathmandu", "2026-03-10T18:14:59Z", "2026-03-09T18:15:00Z", "2026-03-10T18:15:00Z"],
  ["30 min DST", "DAY", "Australia/Lord_Howe", "2026-04-04T20:00:00Z", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z"],
  ["no midnight", "DAY", "Africa/Cairo", "2026-04-24T10:00:00Z", "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z"],
  ["two midnights", "DAY", "America/Havana", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"],
  ["a skipped day", "DAY", "Pacific/Apia", "2011-12-30T11:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"],
  [
    "date falls back",
    "DAY",
    "America/St_Johns",
    "2010-11-07T02:40:00Z",
    "2010-11-07T02:30:00Z",
    "2010-11-08T03:30:00Z",
  ],
  ["and is kept", "DAY", "America/St_Johns", "2010-11-07T03:00:00Z", "2010-11-07T02:30:00Z", "2010-11-08T03:30:00Z"],
  ["month", "MONTH", "Europe/Berlin", "2026-03-31T21:59:59Z", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z"],
  ["next month", "MONTH", "Europe/Berlin", "2026-03-31T22:00:00Z", "2026-03-31T22:00:00Z", "2026-04-30T22:00:00Z"],
  ["leap February", "MONTH", "UTC", "2028-02-29T23:59:59Z", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z"],
  ["year's end", "MONTH", "Asia/Ho_Chi_Minh", "2026-12-31T17:00:00Z", "2026-12-31T17:00:00Z", "2027-01-31T17:00:00Z"],
] as const;

describe("windowOf", () => {
  test.each(CASES)("%s: %s in %s at %s", (_name, window, timeZone, now, start, end) => {
    const found = windowOf({ window, timeZone, now: new Date(now) });
    expect([found.start, found.end].map((at) => at.toISOString())).toEqual(
      [start, end].map((at) => new Date(at).toISOString()),
    );
  });

  const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"), "UTC");
  const moments = fc.date({ min: new Date("1990-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });

  test("windows hold their moment and tile time, in every zone", () => {
    fc.assert(
      fc.property(zones, moments, fc.constantFrom("DAY", "MONTH"), (timeZone, now, window) => {
        const { start, end } = windowOf({ window, timeZone, now });
        expect(start <= now && now < end).toBe(true);
        expect(windowOf({ window, timeZone, now: end }).start).toEqual(end);
        expect(windowOf({ window, timeZone, now: new Date(end.getTime() - 1) })).toEqual({ start, end });
        expect(windowOf({ window, timeZone, now: start })).toEqual({ start, end });
      }),
      { numRuns: 500 },
    );
  });

  test("a month is made of whole days", () => {
    fc.assert(
      fc.property(zones, moments, (timeZone, now) => {
        const month = windowOf({ window: "MONTH", timeZone, now });
        expect(windowOf({ window: "DAY", timeZone, now: month.start }).start).toEqual(month.start);
      }),
      { numRuns: 200 },
    );
  });

  test("an unknown zone is an error", () => {
    expect(() => windowOf({ window: "DAY", timeZone: "Mars/Olympus", now: new Date() })).toThrow(RangeError);
  });
});

test("localDay is the date on the team's calendar", () => {
  expect(localDay({ timeZone: "Asia/Tokyo", at: new Date("2026-03-10T15:00:00Z") })).toBe("2026-03-11");
  expect(localDay({ timeZone: "America/Los_Angeles", at: new Date("2026-03-10T06:59:59Z") })).toBe("2026-03-09");
});
