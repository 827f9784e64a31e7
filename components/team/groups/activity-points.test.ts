import { expect, test } from "vitest";
import { activityPoints } from "#components/team/groups/activity-points.ts";
import type { GroupActivityJson } from "#lib/http/resources/groups.ts";

const now = new Date("2026-03-08T10:20:00Z");
const hours: GroupActivityJson["hours"] = [
  { hour: "2026-03-01T09:00:00.000Z", counts: { held: 50 } },
  { hour: "2026-03-07T20:00:00.000Z", counts: { passed: 3 } },
  { hour: "2026-03-07T21:00:00.000Z", counts: { passed: 2, held: 1 } },
  { hour: "2026-03-08T10:00:00.000Z", counts: { held: 4 } },
];

test("the last day has 24 hours, each with what was decided in it", () => {
  const points = activityPoints({ hours, span: "day", now, timeZone: "UTC" });
  expect(points).toHaveLength(24);
  expect(points[0]?.at).toBe("2026-03-07T11:00:00.000Z");
  expect(points.at(-1)).toEqual({ at: "2026-03-08T10:00:00.000Z", values: { held: 4 } });
  expect(points.filter(({ values }) => values.passed).map(({ at }) => at)).toEqual([
    "2026-03-07T20:00:00.000Z",
    "2026-03-07T21:00:00.000Z",
  ]);
});

test("days are the team's own", () => {
  const utc = activityPoints({ hours, span: "week", now, timeZone: "UTC" });
  expect(utc.find(({ at }) => at === "2026-03-07")?.values).toEqual({ passed: 5, held: 1 });
  const tehran = activityPoints({ hours, span: "week", now, timeZone: "Asia/Tehran" });
  expect(tehran.find(({ at }) => at === "2026-03-07")?.values).toEqual({ passed: 3 });
  expect(tehran.find(({ at }) => at === "2026-03-08")?.values).toEqual({ passed: 2, held: 5 });
});

test("what is older than its span is left out, and quiet days stay", () => {
  const points = activityPoints({ hours, span: "week", now, timeZone: "UTC" });
  expect(points.map(({ at }) => at)).toEqual(
    ["01", "02", "03", "04", "05", "06", "07", "08"].map((day) => `2026-03-${day}`),
  );
  expect(points[0]?.values).toEqual({ held: 50 });
  const later = activityPoints({ hours, span: "week", now: new Date("2026-03-09T10:20:00Z"), timeZone: "UTC" });
  expect(later.flatMap(({ values }) => values.held ?? [])).toEqual([1, 4]);
});

test("a day of 23 hours is there once", () => {
  const points = activityPoints({
    hours: [],
    span: "week",
    now: new Date("2026-03-30T10:00:00Z"),
    timeZone: "Europe/Berlin",
  });
  expect(points.filter(({ at }) => at === "2026-03-29")).toHaveLength(1);
});
