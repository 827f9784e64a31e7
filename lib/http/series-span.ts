import { invalidField } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { dayWindow } from "../usage/day-window.ts";
import { KEEP_HOURS_DAYS } from "../usage/keep-hours.ts";
import type { Span } from "../usage/report-source.ts";
import { addDays, daysBetween } from "./report-range.ts";

const HOUR_MS = 3_600_000;
/** Days of a chart that is drawn by hours unless said otherwise. */
const DAYS_BY_HOURS = 3;
/** More points can't be told apart. */
const MOST_DAYS_BY_HOURS = 7;

/**
 * What a chart's points are: the days of its range, or its hours, up to the present one.
 * @param options.timeZones of the teams; hours are those of the range in their common zone, else in UTC
 * @returns `at` of every point, in order
 * @throws AppError invalid_input for hours of a long or a long past range
 */
export function seriesSpan(options: {
  range: { from: string; to: string };
  bucket: "hour" | "day" | undefined;
  timeZones: string[];
  now: Date;
}): { bucket: "hour" | "day"; timeZone: string; span: Span; points: string[] } {
  const { range, now } = options;
  const days = daysBetween(range.from, range.to) + 1;
  const [first, ...others] = options.timeZones;
  const timeZone = first !== undefined && others.length === 0 ? first : "UTC";
  const start = floorHour(dayWindow({ day: range.from, timeZone }).start);
  const isKept = now.getTime() - start.getTime() < (KEEP_HOURS_DAYS - 1) * 24 * HOUR_MS;
  if (options.bucket === "hour" && days > MOST_DAYS_BY_HOURS) {
    throw invalidField("bucket", said`Hours are given for at most ${MOST_DAYS_BY_HOURS} days: choose days.`);
  }
  if (options.bucket === "hour" && !isKept) {
    throw invalidField("bucket", said`Hours are kept for ${KEEP_HOURS_DAYS} days: choose days.`);
  }
  const bucket = options.bucket ?? (days <= DAYS_BY_HOURS && isKept ? "hour" : "day");
  if (bucket === "day") {
    return { bucket, timeZone, span: range, points: Array.from({ length: days }, (_, n) => addDays(range.from, n)) };
  }
  const end = Math.min(dayWindow({ day: range.to, timeZone }).end.getTime(), now.getTime());
  const hours = Math.max(1, Math.ceil((end - start.getTime()) / HOUR_MS));
  return {
    ...{ bucket, timeZone },
    span: { start, end: new Date(start.getTime() + hours * HOUR_MS) },
    points: Array.from({ length: hours }, (_, n) => new Date(start.getTime() + n * HOUR_MS).toISOString()),
  };
}

function floorHour(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}
