export const RANGES = ["7", "30", "90"] as const;
export type RangeDays = (typeof RANGES)[number];

export const rangeOptions = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
] as const;

export interface DayRange {
  /** YYYY-MM-DD, both included. */
  from: string;
  to: string;
  /** Today where the viewer is. */
  today: string;
  /** The first day of the period before; it ends the day before `from`. */
  compareFrom: string;
}

const DAY_MS = 86_400_000;
/** The most that a zone is ahead of UTC. */
const MOST_AHEAD_MS = 14 * 3_600_000;

/**
 * The last so many days. Days are counted in each team's own zone, and east of the viewer tomorrow may have begun: the
 * range reaches into it, so that a message shows up at once wherever it was sent.
 */
export function dayRange({ days, now, timeZone }: { days: number; now: Date; timeZone?: string }): DayRange {
  const today = dayIn(now, timeZone);
  return {
    from: addDays(today, 1 - days),
    to: new Date(now.getTime() + MOST_AHEAD_MS).toISOString().slice(0, 10),
    today,
    compareFrom: addDays(today, 1 - 2 * days),
  };
}

/** From the first of this month on. */
export function monthRange({ now, timeZone }: { now: Date; timeZone?: string }) {
  const { to, today } = dayRange({ days: 1, now, timeZone });
  return { from: `${today.slice(0, 8)}01`, to };
}

export function addDays(day: string, days: number) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function dayIn(now: Date, timeZone: string | undefined) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(now)
    .map(({ type, value }) => [type, value] as const);
  const { year, month, day } = Object.fromEntries(parts);
  return `${year}-${month}-${day}`;
}
