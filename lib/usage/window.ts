import { tzOffset } from "@date-fns/tz";

export type WindowKind = "DAY" | "MONTH";

export interface Window {
  /** The first instant of the window. */
  start: Date;
  /** The first instant after it: the start of the next window. */
  end: Date;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The calendar day or month that `now` falls into, in a time zone: a day may have 23 or 25 hours, and where midnight does
 * not exist it begins at the first instant that does. Windows of one kind and zone tile time: each end is the next start.
 * @param options.timeZone an IANA name such as `Asia/Kathmandu`
 * @throws RangeError when the zone is unknown
 */
export function windowOf(options: { window: WindowKind; timeZone: string; now: Date }): Window {
  const { window, timeZone, now } = options;
  const local = localFields(now.getTime(), timeZone);
  const first = window === "DAY" ? local.day : 1;
  const startAt = (step: number) =>
    window === "DAY"
      ? firstInstantOf(local.year, local.month, first + step, timeZone)
      : firstInstantOf(local.year, local.month + step, 1, timeZone);
  // Clocks that fall back across midnight show the old date again for a while; that time belongs to the day begun first.
  let step = 0;
  while (startAt(step + 1) <= now.getTime()) step += 1;
  while (startAt(step) > now.getTime()) step -= 1;
  return { start: new Date(startAt(step)), end: new Date(startAt(step + 1)) };
}

/**
 * The calendar day of an instant in a time zone, consistent with `windowOf`.
 * @returns YYYY-MM-DD
 */
export function localDay(options: { timeZone: string; at: Date }): string {
  const { start } = windowOf({ window: "DAY", timeZone: options.timeZone, now: options.at });
  // The day's first instant carries its date, even where the clock falls back to the day before later on.
  return new Date(start.getTime() + offsetMs(start.getTime(), options.timeZone)).toISOString().slice(0, 10);
}

/** The first instant whose local date is that day; fields may overflow (month 12, day 0) as in `Date.UTC`. */
function firstInstantOf(year: number, month: number, day: number, timeZone: string): number {
  const midnight = Date.UTC(year, month, day);
  const before = offsetMs(midnight - DAY_MS, timeZone);
  const after = offsetMs(midnight + DAY_MS, timeZone);
  const candidates = [midnight - before, midnight - after].sort((a, b) => a - b);
  for (const at of candidates) {
    if (at + offsetMs(at, timeZone) === midnight) return at;
  }
  // Midnight was skipped: the day (or, where a zone left out a whole day, the next) begins when the offset changes.
  let low = midnight - Math.max(before, after) - 2 * DAY_MS;
  let high = midnight - Math.min(before, after) + 2 * DAY_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle + offsetMs(middle, timeZone) < midnight) low = middle;
    else high = middle;
  }
  return high;
}

function localFields(at: number, timeZone: string): { year: number; month: number; day: number } {
  const local = new Date(at + offsetMs(at, timeZone));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth(), day: local.getUTCDate() };
}

function offsetMs(at: number, timeZone: string): number {
  const minutes = tzOffset(timeZone, new Date(at));
  if (Number.isNaN(minutes)) throw new RangeError(`Unknown time zone ${timeZone}`);
  // Offsets of long ago have seconds, which come as fractions of a minute.
  return Math.round(minutes * MINUTE_MS);
}
