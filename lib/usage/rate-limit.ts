import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { firstRedisConnection, getRedis, hasRedis } from "../infra/redis.ts";

export interface RateLimitResult {
  ok: boolean;
  limit: number;
  remaining: number;
  /** Whole seconds, at least 1, until the current minute's count starts anew. */
  resetSeconds: number;
}

const MINUTE_MS = 60_000;
const MAX_KEYS = 200_000;

interface Count {
  startedAt: number;
  used: number;
}

const counts = new Map<string, Count>();
const limiters = new Map<number, RateLimiterAbstract>();

/**
 * Counts one call against a limit per minute (a fixed window that begins with a key's first call). With Redis the count is
 * shared by all processes; while Redis is away each process counts for itself.
 * @param options.key whom it is for, such as `key:<lineage>` or `user:<id>`
 * @param options.perMinute 0 or less refuses everything
 */
export async function checkRateLimit(options: { key: string; perMinute: number; now: Date }): Promise<RateLimitResult> {
  const quick = tryRateLimit(options);
  if (quick) return quick;
  const { key, perMinute } = options;
  await firstRedisConnection();
  try {
    return toResult(true, perMinute, await sharedLimiter(perMinute).consume(key));
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return toResult(false, perMinute, refusal);
    throw refusal;
  }
}

/** The same without waiting, where the count is in this process's memory; undefined where it is in Redis. */
export function tryRateLimit(options: { key: string; perMinute: number; now: Date }): RateLimitResult | undefined {
  const { key, perMinute, now } = options;
  if (perMinute <= 0) return { ok: false, limit: 0, remaining: 0, resetSeconds: MINUTE_MS / 1_000 };
  if (hasRedis()) return undefined;
  const at = now.getTime();
  let count = counts.get(key);
  // A clock set back must not lock anybody out for longer than a minute.
  if (!count || at - count.startedAt >= MINUTE_MS || at < count.startedAt) {
    counts.delete(key);
    if (counts.size >= MAX_KEYS) makeRoom(at);
    count = { startedAt: at, used: 0 };
    counts.set(key, count);
  }
  const ok = count.used < perMinute;
  if (ok) count.used += 1;
  return {
    ok,
    limit: perMinute,
    remaining: Math.max(0, perMinute - count.used),
    resetSeconds: Math.max(1, Math.ceil((count.startedAt + MINUTE_MS - at) / 1_000)),
  };
}

// Oldest windows first: the map keeps the order in which they began.
function makeRoom(at: number): void {
  for (const [key, count] of counts) {
    if (counts.size < MAX_KEYS * 0.9 && at - count.startedAt < MINUTE_MS) break;
    counts.delete(key);
  }
}

function sharedLimiter(perMinute: number): RateLimiterAbstract {
  let limiter = limiters.get(perMinute);
  if (!limiter) {
    const settings = { points: perMinute, duration: MINUTE_MS / 1_000 };
    limiter = new RateLimiterRedis({
      ...settings,
      storeClient: getRedis(),
      // The limit is not part of it, so that a changed limit goes on with the count.
      keyPrefix: "switchboard:rate",
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory({ ...settings, keyPrefix: "rate" }),
    });
    if (limiters.size > 1_000) limiters.clear();
    limiters.set(perMinute, limiter);
  }
  return limiter;
}

function toResult(ok: boolean, perMinute: number, result: RateLimiterRes): RateLimitResult {
  return {
    ok,
    limit: perMinute,
    remaining: Math.max(0, result.remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1_000)),
  };
}
