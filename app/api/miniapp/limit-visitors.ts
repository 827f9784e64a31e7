import { RateLimiterRes } from "rate-limiter-flexible";
import { createLimiter } from "#lib/auth/create-limiter.ts";
import { AppError } from "#lib/infra/errors.ts";
import { said } from "#lib/infra/said.ts";

/** Requests a minute. */
const LIMITS = {
  /** Of one address, which a whole mobile network may share. */
  address: 600,
  /** Of all, where no address can be trusted. */
  everybody: 6_000,
  /** About one request to join: each asks Telegram about every channel. */
  questions: 20,
} as const;

const limiters = new Map<string, ReturnType<typeof createLimiter>>();

/**
 * Counts a request against one of the limits of the Mini App.
 * @throws AppError rate_limited with `retryAfterSeconds`
 */
export async function limitVisitors(name: keyof typeof LIMITS, key: string): Promise<void> {
  const limiter = limiters.get(name) ?? createLimiter({ name: `miniapp:${name}`, points: LIMITS[name], duration: 60 });
  limiters.set(name, limiter);
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new AppError("rate_limited", said`Too many requests. Wait a moment, then try again.`, {
      retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)),
    });
  }
}
