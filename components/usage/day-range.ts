export const PRESETS = ["1", "7", "30", "90", "month", "last-month"] as const;
export type Preset = (typeof PRESETS)[number];

export interface DayRange {
  /** YYYY-MM-DD, both included. */
  from: string;
  to: string;
  /** Today where the viewer, or the team, is. */
  today: string;
  /** How long it is, days that have not begun yet left out. */
  days: number;
  /** The first day of the period before, which is as long and ends the day before `from`. */
  compareFrom: string;
  /** How finely it is drawn. */
  bucket: "hour" | "day";
}

const DAY_MS = 86_400_000;
/** The most that a zone is ahead of UTC. */
const MOST_AHEAD_MS = 14 * 3_600_000;
/** Up to so many days, hours tell more than days. */
const HOURLY_DAYS = 2;
/** What the admin API allows. */
export const MOST_DAYS = 1_100;

/**
 * The days that a preset, or a range of one's own, stands for. Days are counted in each team's own zone, and east of the
 * viewer tomorrow may have begun: a preset up to today reaches into it, so that a message shows up at once wherever it was
 * sent.
 * @param options.custom first and last day, which go before the preset
 * @param options.timeZone the zone of the one team that is looked at; the viewer's own without
 */
export function dayRange(options: {
  preset: Preset;
  custom?: { from: string; to: string } | null;
  now: Date;
  timeZone?: string | undefined;
}): DayRange {
  const { preset, custom, now, timeZone } = options;
  const today = dayIn(now, timeZone);
  const newest = timeZone ? today : new Date(now.getTime() + MOST_AHEAD_MS).toISOString().slice(0, 10);
  const [from, to] = custom ? [custom.from, custom.to] : presetDays(preset, today, newest);
  const days = daysBetween(from, !custom && to > today ? today : to) + 1;
  return { from, to, today, days, compareFrom: addDays(from, -days), bucket: days <= HOURLY_DAYS ? "hour" : "day" };
}

/** From the first of this month on. */
export function monthRange({ now, timeZone }: { now: Date; timeZone?: string }) {
  const { from, to } = dayRange({ preset: "month", now, timeZone });
  return { from, to };
}

export function addDays(day: string, days: number) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days `to` is after `from`. */
export function daysBetween(from: string, to: string) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** Whether the text is a day of the calendar: 2026-02-30 is none. */
export function isDay(text: string) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

function presetDays(preset: Preset, today: string, newest: string): [from: string, to: string] {
  const first = `${today.slice(0, 8)}01`;
  if (preset === "month") return [first, newest];
  if (preset === "last-month") {
    const last = addDays(first, -1);
    return [`${last.slice(0, 8)}01`, last];
  }
  return [addDays(today, 1 - Number(preset)), newest];
}

function dayIn(now: Date, timeZone: string | undefined) {
  // Without Intl, whose first use on a page takes longer than the rest of this file for a year.
  if (!timeZone) return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const parts = formatOf(timeZone)
    .formatToParts(now)
    .map(({ type, value }) => [type, value] as const);
  const { year, month, day } = Object.fromEntries(parts);
  return `${year}-${month}-${day}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept, since a page asks with every drawing. */
function formatOf(timeZone: string) {
  const made =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, made);
  return made;
}
