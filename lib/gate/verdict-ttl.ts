/** How long an answer of Telegram's is believed where no update says otherwise, in milliseconds. */
const TTL_MS = { member: 600_000, not_member: 60_000 } as const;
/** Up to so much longer or shorter, so that what was asked together is not asked again together. */
const JITTER = 0.15;

/**
 * How long a verdict is believed, in milliseconds: ten minutes that somebody belongs, one that somebody does not, each give
 * or take 15 %.
 * @param options.chance from 0 to 1
 */
export function verdictTtlMs(options: { state: "member" | "not_member"; chance: number }): number {
  return Math.round(TTL_MS[options.state] * (1 - JITTER + 2 * JITTER * options.chance));
}
