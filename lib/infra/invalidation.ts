import { log } from "./log.ts";
import { publish, subscribe } from "./relay.ts";

const INVALIDATION_TOPIC = "cache.invalidated";

/**
 * Tells every process that can be reached to forget the keys; the others' copies expire by themselves. Waits as long as
 * `publish` does, and never fails.
 */
export async function invalidate(keys: string[]): Promise<void> {
  await publish(INVALIDATION_TOPIC, { keys }).catch((err) => log().warn({ err }, "cache invalidation not sent"));
}

/** Lets this process hear what is invalidated, by itself or by others. */
export function listenForInvalidations(onInvalidated: (keys: string[]) => void): Promise<() => Promise<void>> {
  return subscribe<{ keys: string[] }>(INVALIDATION_TOPIC, ({ keys }) => onInvalidated(keys));
}
