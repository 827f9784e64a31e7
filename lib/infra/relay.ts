import { createPostgresRelayBackend, Relay } from "bullmq";
import { log } from "./log.ts";
import { patientPool } from "./patient-pool.ts";
import { queuePool, redisQueueConnection } from "./queue-connection.ts";
import { hasRedis } from "./redis.ts";

let relay: Relay<never> | undefined;
let closing = new AbortController();

const REDIS_PREFIX = "{switchboard}";
// Whoever publishes does so inside a request or a call's reservation, which must not wait for a Redis that is away.
const PUBLISH_WITHIN_MS = 1_000;

/**
 * Tells every process of the fleet something, now. Delivery is best effort: whoever was away misses it, so listeners
 * also expire what they hold.
 * @param topic dot-separated words, such as `config.<teamId>`
 * @throws Error when the message was not taken within a second; it may still go out later
 */
export async function publish(topic: string, data: unknown): Promise<void> {
  const sent = getRelay().publish(topic, data);
  sent.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(
      () => fail(new Error(`the relay took no message within ${PUBLISH_WITHIN_MS} ms`)),
      PUBLISH_WITHIN_MS,
    );
  });
  await Promise.race([sent, late]).finally(() => clearTimeout(timer));
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
  closing.abort();
  await relay?.close();
  relay = undefined;
  closing = new AbortController();
}

function getRelay(): Relay<never> {
  if (!relay) {
    relay = hasRedis()
      ? new Relay({ connection: redisQueueConnection() as never, prefix: REDIS_PREFIX })
      : new Relay({
          connection: patientPool(queuePool(), closing.signal) as never,
          backend: createPostgresRelayBackend as never,
        });
    relay.on("error", (err: Error) => log().warn({ err }, "relay error"));
  }
  return relay;
}
