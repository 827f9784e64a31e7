import { describe, expect, test } from "vitest";
import { seriesSpan } from "./series-span.ts";

const NOW = new Date("2026-05-20T12:34:00Z");

describe("seriesSpan", () => {
  test.each([
    ["2026-05-18", "2026-05-20", undefined, "hour", 3 * 24 - 11],
    ["2026-05-17", "2026-05-20", undefined, "day", 4],
    ["2026-05-14", "2026-05-20", "hour", "hour", 7 * 24 - 11],
    ["2026-05-20", "2026-05-20", "day", "day", 1],
    ["2026-03-01", "2026-03-02", undefined, "day", 2],
  ] as const)("%s to %s by %s is %s, %i points", (from, to, bucket, expected, points) => {
    const span = seriesSpan({ range: { from, to }, bucket, timeZones: ["UTC"], now: NOW });
    expect([span.bucket, span.points.length]).toEqual([expected, points]);
  });

  test("hours begin with the day of the teams' own zone", () => {
    const range = { from: "2026-05-20", to: "2026-05-20" };
    const one = seriesSpan({ range, bucket: "hour", timeZones: ["Asia/Ho_Chi_Minh"], now: NOW });
    expect([one.timeZone, one.points[0], one.points.at(-1)]).toEqual([
      "Asia/Ho_Chi_Minh",
      "2026-05-19T17:00:00.000Z",
      "2026-05-20T12:00:00.000Z",
    ]);
    const many = seriesSpan({ range, bucket: "hour", timeZones: ["Asia/Ho_Chi_Minh", "UTC"], now: NOW });
    expect([many.timeZone, many.points[0]]).toEqual(["UTC", "2026-05-20T00:00:00.000Z"]);
  });

  test.each([
    ["2026-05-13", "2026-05-20"],
    ["2026-03-01", "2026-03-02"],
  ])("no hours from %s to %s", (from, to) => {
    expect(() => seriesSpan({ range: { from, to }, bucket: "hour", timeZones: [], now: NOW })).toThrow("choose days");
  });
});
