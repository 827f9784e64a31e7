import { TZDate } from "@date-fns/tz";

/** How a planned moment is written: with its zone, and without seconds. */
export const PLANNED = { zone: true, seconds: false } as const;

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/**
 * The moment at which a clock in the zone shows a time. An hour that a change of clocks leaves out is read as the hour
 * after it, one that comes twice as either.
 * @param local as a `datetime-local` input has it: "2026-03-01T18:30"
 * @returns null for what is no time
 */
export function momentIn(local: string, timeZone: string): Date | null {
  if (!LOCAL.test(local) || Number.isNaN(Date.parse(`${local}Z`))) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = (LOCAL.exec(local) ?? []).slice(1).map(Number);
  return new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime());
}

/** What a clock in the zone shows: "2026-03-01T18:30". */
export function clockIn(at: Date, timeZone: string): string {
  const clock = new TZDate(at.getTime(), timeZone);
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${clock.getFullYear()}-${two(clock.getMonth() + 1)}-${two(clock.getDate())}`;
  return `${day}T${two(clock.getHours())}:${two(clock.getMinutes())}`;
}
