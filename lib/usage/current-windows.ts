import { localDay, type Window, type WindowKind, windowOf } from "./window.ts";

export type CurrentWindows = Record<WindowKind, Window> & {
  /** YYYY-MM-DD in the zone. */
  day: string;
};

const MAX_ZONES = 1_000;

/** Remembers each zone's current windows, which takes their calendar arithmetic off the hot path. */
export function createWindowCache(): { at(timeZone: string, now: Date): CurrentWindows } {
  const zones = new Map<string, CurrentWindows>();
  return {
    at(timeZone, now) {
      const known = zones.get(timeZone);
      if (known && known.DAY.start <= now && now < known.DAY.end && known.MONTH.start <= now && now < known.MONTH.end) {
        return known;
      }
      const windows: CurrentWindows = {
        DAY: windowOf({ window: "DAY", timeZone, now }),
        MONTH: windowOf({ window: "MONTH", timeZone, now }),
        day: localDay({ timeZone, at: now }),
      };
      if (zones.size >= MAX_ZONES) zones.clear();
      zones.set(timeZone, windows);
      return windows;
    },
  };
}
