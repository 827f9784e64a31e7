export interface DayMask {
  /** The month's first day, YYYY-MM-DD. */
  month: string;
  /** Bit 0 is that day. */
  days: number;
}

/**
 * A span of days as the bits of its months.
 * @param options.from the first day, YYYY-MM-DD
 * @param options.to the last day, included
 */
export function dayMasks(options: { from: string; to: string }): DayMask[] {
  const masks: DayMask[] = [];
  const last = Date.parse(options.to);
  let at = new Date(options.from);
  while (at.getTime() <= last) {
    const month = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
    const next = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
    const end = Math.min(last, next.getTime() - 1);
    let days = 0;
    for (let day = at.getUTCDate(); day <= new Date(end).getUTCDate(); day += 1) days |= 1 << (day - 1);
    masks.push({ month: new Date(month).toISOString().slice(0, 10), days });
    at = next;
  }
  return masks;
}
