/** Days, both included, YYYY-MM-DD. */
export interface DayRange {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/**
 * Parts a range into whole weeks and the days around them.
 * @returns the Mondays of the first and the last whole week, if there is any, and the ranges of days before and after
 */
export function wholeWeeks(range: DayRange): { weeks?: DayRange; days: DayRange[] } {
  const [from, to] = [dayNumber(range.from), dayNumber(range.to)];
  // Day 0, 1970-01-01, was a Thursday, so Mondays are 4 more than a multiple of seven.
  const monday = from + ((((4 - from) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS);
  const count = Math.floor((to + 1 - monday) / WEEK_DAYS);
  if (count < 1) return { days: from <= to ? [range] : [] };
  const after = monday + count * WEEK_DAYS;
  return {
    weeks: { from: dayOf(monday), to: dayOf(after - WEEK_DAYS) },
    days: [
      ...(from < monday ? [{ from: range.from, to: dayOf(monday - 1) }] : []),
      ...(after <= to ? [{ from: dayOf(after), to: range.to }] : []),
    ],
  };
}

function dayNumber(day: string): number {
  return Date.parse(day) / DAY_MS;
}

function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}
