import { usageHref } from "#components/usage/usage-href.ts";

/** A key's usage since the month began in its team's zone, by day. */
export function monthHref(options: { team: { id: string; timeZone: string }; lineageId: string; now: Date }): string {
  const { team, lineageId, now } = options;
  // "en-CA" writes a day as the URL has it: 2026-03-01.
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: team.timeZone }).format(now);
  return usageHref({ team: team.id, key: lineageId, from: `${today.slice(0, 7)}-01`, to: today });
}
