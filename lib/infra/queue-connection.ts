import pg from "pg";
import type { PoolFigures } from "./db.ts";
import { databaseUrl, getEnv } from "./env.ts";
import { log } from "./log.ts";

/** The PostgreSQL schema that holds the queues when there is no Redis. */
export const QUEUE_SCHEMA = "bullmq";

let pool: pg.Pool | undefined;

/**
 * The pool that all queues of this process share on PostgreSQL. Each worker keeps one client of it to LISTEN on, so it is
 * larger than the number of queues.
 */
export function queuePool(): pg.Pool {
  if (!pool) {
    pool = new pg.Pool({
      connectionString: databaseUrl(),
      options: `-c search_path=${QUEUE_SCHEMA}`,
      max: 24,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: "switchboard-queues",
    });
    // Every queue and worker listens on the pool they share.
    pool.setMaxListeners(0);
    pool.on("error", (err) => log().warn({ err }, "queue connection lost"));
  }
  return pool;
}

/** The figures of the queues' pool; undefined when this process has none, as with Redis. */
export function queuePoolFigures(): PoolFigures | undefined {
  if (!pool) return undefined;
  return { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount, max: pool.options.max ?? 0 };
}

export async function closeQueuePool(): Promise<void> {
  await pool?.end();
  pool = undefined;
}

/** How BullMQ reaches Redis. Workers must wait for a Redis that comes back, so retries are unbounded. */
export function redisQueueConnection(): { url: string; maxRetriesPerRequest: null } {
  const url = getEnv().REDIS_URL;
  if (!url) throw new Error("REDIS_URL is not set");
  return { url, maxRetriesPerRequest: null };
}

/** Braces keep one queue's keys in one Redis Cluster slot, and different queues in different ones. */
export function redisQueuePrefix(queue: string): string {
  return `{switchboard:${queue}}`;
}
