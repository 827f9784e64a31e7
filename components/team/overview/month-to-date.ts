/**
 * The current month so far, as the team's own days.
 * @param now a moment
 * @returns the first day, today, and every day between, YYYY-MM-DD
 */
export function monthToDate(timeZone: string, now: Date): { from: string; to: string; days: string[] } {
  // Swedish writes dates as ISO 8601 does.
  const to = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(now);
  const month = to.slice(0, 8);
  const days = Array.from({ length: Number(to.slice(8)) }, (_, index) => month + String(index + 1).padStart(2, "0"));
  return { from: `${month}01`, to, days };
}
