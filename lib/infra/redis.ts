import { once } from "node:events";
import { Redis } from "ioredis";
import { getEnv } from "./env.ts";
import { log } from "./log.ts";

/** How long a process that has just begun waits for its first connection, in milliseconds. */
const FIRST_CONNECTION_MS = 1_000;

let shared: Redis | undefined;
let first: Promise<void> | undefined;

/** True when Redis is configured: queues, relay and rate limits then live there. */
export function hasRedis(): boolean {
  return getEnv().REDIS_URL !== undefined;
}

/** The connection for commands that must fail fast when Redis is away (rate limits), never wait in a queue. */
export function getRedis(): Redis {
  if (!shared) {
    const url = getEnv().REDIS_URL;
    if (!url) throw new Error("REDIS_URL is not set");
    shared = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      commandTimeout: 1_000,
      retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    });
    shared.on("error", (err) => log().warn({ err }, "redis connection error"));
  }
  return shared;
}

/**
 * Resolves once the first connection stands, or has failed: a process that has just begun is not one whose Redis is away.
 * Later losses are not waited for.
 */
export function firstRedisConnection(): Promise<void> {
  const redis = getRedis();
  first ??= (async () => {
    if (redis.status === "ready") return;
    await once(redis, "ready", { signal: AbortSignal.timeout(FIRST_CONNECTION_MS) }).catch(() => undefined);
  })();
  return first;
}

export async function closeRedis(): Promise<void> {
  shared?.disconnect();
  shared = undefined;
  first = undefined;
}
