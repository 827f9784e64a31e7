import { expect, test } from "vitest";
import { dayWindow } from "./day-window.ts";

test.each([
  ["2026-05-20", "UTC", "2026-05-20T00:00:00.000Z", "2026-05-21T00:00:00.000Z"],
  ["2026-05-20", "Pacific/Kiritimati", "2026-05-19T10:00:00.000Z", "2026-05-20T10:00:00.000Z"],
  ["2026-05-20", "Etc/GMT+12", "2026-05-20T12:00:00.000Z", "2026-05-21T12:00:00.000Z"],
  ["2026-05-20", "Asia/Kathmandu", "2026-05-19T18:15:00.000Z", "2026-05-20T18:15:00.000Z"],
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
])("%s in %s", (day, timeZone, start, end) => {
  const window = dayWindow({ day, timeZone });
  expect([window.start.toISOString(), window.end.toISOString()]).toEqual([start, end]);
});
