import { createPostgresRelayBackend, Relay } from "bullmq";
import { log } from "./log.ts";
import { queuePool, REDIS_QUEUE_PREFIX, redisQueueConnection } from "./queue-connection.ts";
import { hasRedis } from "./redis.ts";

let relay: Relay<never> | undefined;

/**
 * Tells every process of the fleet something, now. Delivery is best effort: whoever was away misses it, so listeners
 * also expire what they hold.
 * @param topic dot-separated words, such as `config.<teamId>`
 */
export async function publish(topic: string, data: unknown): Promise<void> {
  await getRelay().publish(topic, data);
}

/** @param pattern a topic, in which `*` stands for one word and `>` for all further words */
export async function subscribe<T>(
  pattern: string,
  listener: (data: T, topic: string) => void | Promise<void>,
): Promise<() => Promise<void>> {
  const subscription = await getRelay().subscribe<T>(pattern, (message) => listener(message.data, message.topic));
  return () => subscription.unsubscribe();
}

export async function closeRelay(): Promise<void> {
  await relay?.close();
  relay = undefined;
}

function getRelay(): Relay<never> {
  if (!relay) {
    relay = hasRedis()
      ? new Relay({ connection: redisQueueConnection() as never, prefix: REDIS_QUEUE_PREFIX })
      : new Relay({ connection: queuePool() as never, backend: createPostgresRelayBackend as never });
    relay.on("error", (err: Error) => log().warn({ err }, "relay error"));
  }
  return relay;
}
