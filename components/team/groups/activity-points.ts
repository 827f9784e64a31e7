import type { Point } from "#components/charts/series.ts";
import type { GroupActivityJson } from "#lib/http/resources/groups.ts";

export type ActivitySpan = "day" | "week";

const HOUR_MS = 3_600_000;
const HOURS = 24;
const DAYS = 7;

/**
 * A group's decisions as a chart's points: each hour of the last 24, or each of the last seven days in the team's zone,
 * the quiet ones too.
 */
export function activityPoints(options: {
  hours: GroupActivityJson["hours"];
  span: ActivitySpan;
  now: Date;
  timeZone: string;
}): Point[] {
  const { hours, span, now, timeZone } = options;
  const keyOf = span === "day" ? (at: Date) => startOfHour(at).toISOString() : dayFormat(timeZone);
  const values = new Map<string, Record<string, number>>();
  const count = span === "day" ? HOURS : HOURS * DAYS;
  // Hour by hour, so that a day of 23 or 25 hours is named once all the same.
  for (let back = count - 1; back >= 0; back -= 1) values.set(keyOf(new Date(now.getTime() - back * HOUR_MS)), {});
  for (const { hour, counts } of hours) {
    const sums = values.get(keyOf(new Date(hour)));
    if (!sums) continue;
    for (const [outcome, number] of Object.entries(counts)) sums[outcome] = (sums[outcome] ?? 0) + number;
  }
  return [...values].map(([at, sums]) => ({ at, values: sums }));
}

function startOfHour(at: Date) {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}

/** Days as the chart takes them: "2026-03-01". */
function dayFormat(timeZone: string) {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return (at: Date) => format.format(at);
}
