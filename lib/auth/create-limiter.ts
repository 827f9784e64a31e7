import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from "rate-limiter-flexible";
import { getRedis, hasRedis } from "../infra/redis.ts";

/**
 * Counts in Redis, shared by all processes, where there is one; else, and while Redis is away, in this process's memory.
 * @param options.points how many in `duration` seconds
 */
export function createLimiter(options: { name: string; points: number; duration: number }): RateLimiterAbstract {
  const { name, points, duration } = options;
  const settings = { keyPrefix: `switchboard:${name}`, points, duration };
  const memory = new RateLimiterMemory(settings);
  return hasRedis() ? new RateLimiterRedis({ ...settings, storeClient: getRedis(), insuranceLimiter: memory }) : memory;
}
