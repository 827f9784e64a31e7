import { localDay, type Window, windowOf } from "./window.ts";

const HALF_DAY_MS = 43_200_000;

/**
 * The instants at which a calendar day begins and ends in a time zone.
 * @param options.day YYYY-MM-DD
 */
export function dayWindow(options: { day: string; timeZone: string }): Window {
  const { day, timeZone } = options;
  const windowAt = (at: number) => windowOf({ window: "DAY", timeZone, now: new Date(at) });
  // Noon in UTC is that day everywhere but at the zones furthest off, where it is a neighbour.
  let window = windowAt(Date.parse(day) + HALF_DAY_MS);
  while (localDay({ timeZone, at: window.start }) > day) window = windowAt(window.start.getTime() - 1);
  while (localDay({ timeZone, at: window.start }) < day) window = windowAt(window.end.getTime());
  return window;
}
