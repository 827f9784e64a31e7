/** How much of a limit was used in the days before, and since when: what a projection goes by. */
export interface Burn {
  /** In the limit's unit. */
  burned: bigint;
  /** Milliseconds that took. */
  elapsedMs: number;
}

/**
 * When a limit will be used up, if its use goes on at the same pace.
 * @param options.used in the current window
 * @param options.resetsAt the window's end
 * @returns null when the window ends first, when nothing is being used, or when the limit is used up already
 */
export function projectExceed(options: {
  amount: bigint;
  used: bigint;
  burn: Burn | undefined;
  now: Date;
  resetsAt: Date;
}): Date | null {
  const { amount, used, burn, now, resetsAt } = options;
  const left = amount - used;
  if (left <= 0n || !burn || burn.burned <= 0n || burn.elapsedMs <= 0) return null;
  const ms = (Number(left) / Number(burn.burned)) * burn.elapsedMs;
  const at = now.getTime() + ms;
  return at < resetsAt.getTime() ? new Date(Math.ceil(at)) : null;
}
