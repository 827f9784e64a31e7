import { randomUUID } from "node:crypto";
import { log } from "./log.ts";
import { publish, subscribe } from "./relay.ts";

const TOPIC = "cache.invalidated";
const SENDER = randomUUID();

/**
 * Tells the other processes to forget the keys; those that cannot be reached let their copies expire. Waits as long as
 * `publish` does, and never fails.
 */
export async function invalidate(keys: string[]): Promise<void> {
  await publish(TOPIC, { keys, sender: SENDER }).catch((err) => log().warn({ err }, "cache invalidation not sent"));
}

/** Lets this process hear what the others invalidate; what it invalidates itself it has forgotten already. */
export function listenForInvalidations(onInvalidated: (keys: string[]) => void): Promise<() => Promise<void>> {
  return subscribe<{ keys: string[]; sender?: string }>(TOPIC, ({ keys, sender }) => {
    if (sender !== SENDER) onInvalidated(keys);
  });
}
