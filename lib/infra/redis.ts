import { Redis } from "ioredis";
import { getEnv } from "./env.ts";
import { log } from "./log.ts";

let shared: Redis | undefined;

/** True when Redis is configured: queues, cache tier, bus and rate limits then live there. */
export function hasRedis(): boolean {
  return getEnv().REDIS_URL !== undefined;
}

/** The connection for commands that must fail fast when Redis is away (limits, cache), never wait in a queue. */
export function getRedis(): Redis {
  shared ??= createRedis({ enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 1_000 });
  return shared;
}

/** A connection of its own, for whoever blocks on it or subscribes with it. The caller closes it. */
export function createRedis(
  options: { enableOfflineQueue?: boolean; maxRetriesPerRequest?: number | null; commandTimeout?: number } = {},
): Redis {
  const url = getEnv().REDIS_URL;
  if (!url) throw new Error("REDIS_URL is not set");
  const redis = new Redis(url, { ...options, retryStrategy: (attempt) => Math.min(attempt * 100, 2_000) });
  redis.on("error", (err) => log().warn({ err }, "redis connection error"));
  return redis;
}

export async function closeRedis(): Promise<void> {
  shared?.disconnect();
  shared = undefined;
}
