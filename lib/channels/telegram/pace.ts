/** A token bucket: `tokens` were there at `at` (Unix milliseconds). */
export interface Bucket {
  tokens: number;
  at: number;
}

export interface Pace {
  /** How many may go at once. */
  burst: number;
  perSecond: number;
}

/** Telegram's bot FAQ: about one message per second in one chat, with short bursts. */
export const PRIVATE_PACE: Pace = { burst: 3, perSecond: 1 };
/** Telegram's bot FAQ: at most 20 messages per minute to one group. */
export const GROUP_PACE: Pace = { burst: 3, perSecond: 20 / 60 };
/** Telegram's bot FAQ: about 30 messages per second over all chats. */
export const BOT_PACE: Pace = { burst: 30, perSecond: 30 };

export function fullBucket(pace: Pace, now: number): Bucket {
  return { tokens: pace.burst, at: now };
}

/** The bucket at `now`, refilled. */
export function refill(bucket: Bucket, pace: Pace, now: number): Bucket {
  const gained = (Math.max(0, now - bucket.at) / 1000) * pace.perSecond;
  return { tokens: Math.min(pace.burst, bucket.tokens + gained), at: now };
}

/** Milliseconds until one token is there; 0 when it is there now. */
export function waitFor(bucket: Bucket, pace: Pace, now: number): number {
  const { tokens } = refill(bucket, pace, now);
  return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / pace.perSecond) * 1000);
}
