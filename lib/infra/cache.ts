import { BentoCache, bentostore } from "bentocache";
import { memoryDriver } from "bentocache/drivers/memory";
import { redisDriver } from "bentocache/drivers/redis";
import { log } from "./log.ts";
import { createRedis, hasRedis } from "./redis.ts";
import { publish, subscribe } from "./relay.ts";

let cache: ReturnType<typeof createCache> | undefined;

/**
 * The process's cache: memory, and with Redis a shared tier; the relay is its invalidation bus. Every entry has a TTL and a grace
 * period in which a stale value serves while its source is away; concurrent misses of a key share one load.
 */
export function getCache() {
  cache ??= createCache();
  return cache;
}

const INVALIDATION_TOPIC = "cache.invalidated";

/** Forgets the keys in every process that can be reached; the others' copies expire by themselves. */
export async function invalidate(keys: string[]): Promise<void> {
  await getCache().deleteMany({ keys });
  await publish(INVALIDATION_TOPIC, { keys }).catch((err) => log().warn({ err }, "cache invalidation not sent"));
}

/**
 * Lets this process hear the others' invalidations.
 * @param onInvalidated also told, for state that is derived from cached values
 */
export async function listenForInvalidations(onInvalidated?: (keys: string[]) => void): Promise<() => Promise<void>> {
  return subscribe<{ keys: string[] }>(INVALIDATION_TOPIC, async ({ keys }) => {
    await getCache().deleteMany({ keys });
    onInvalidated?.(keys);
  });
}

export async function closeCache(): Promise<void> {
  await cache?.disconnect();
  cache = undefined;
}

function createCache() {
  const store = bentostore().useL1Layer(memoryDriver({ maxItems: 50_000 }));
  // Not with bentocache's own bus: its connections have no error listener, and wait without end for a Redis that is away.
  const withTiers = hasRedis()
    ? store.useL2Layer(redisDriver({ connection: createRedis({ maxRetriesPerRequest: 1, commandTimeout: 1_000 }) }))
    : store;
  return new BentoCache({
    default: "main",
    ttl: "60s",
    grace: "10m",
    graceBackoff: "2s",
    timeout: "2s",
    prefix: "switchboard",
    stores: { main: withTiers },
  });
}
