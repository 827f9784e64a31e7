import { LRUCache } from "lru-cache";
import type { LoadedConnection } from "#lib/channels/load-connection.ts";
import { handleGateUpdate } from "#lib/gate/telegram.ts";
import { systemClock } from "#lib/infra/clock.ts";
import { log } from "#lib/infra/log.ts";

/** A queue that has not taken an update after so long, in milliseconds, is away: the gate does not wait for it. */
const QUEUE_WITHIN_MS = 1_000;

/** Updates that were gated here; Telegram repeats what no queue has taken. */
const seen = new LRUCache<string, true>({ max: 20_000 });

/**
 * Lets the gate act on updates that the queue does not take: groups stay guarded while Redis is away. The updates are not
 * done by that. They stay unacknowledged until the queue has them, and the gate comes to the same when it sees them again.
 */
export async function gateAtOnce(connection: LoadedConnection, updates: { update_id: number }[]): Promise<void> {
  if (!connection.gate) return;
  for (const update of updates) {
    const key = `${connection.id}/${update.update_id}`;
    if (seen.has(key)) continue;
    seen.set(key, true);
    const now = systemClock.now();
    await handleGateUpdate({ connectionId: connection.id, update, receivedAt: now, now }).catch((err) =>
      log().warn({ err, connectionId: connection.id }, "an update without a queue was not gated; it comes again"),
    );
  }
}

/** Waits until the queue has taken what was added. @returns false when it has not after a second */
export async function isTakenSoon(added: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((settle) => {
    timer = setTimeout(() => settle(false), QUEUE_WITHIN_MS);
  });
  return Promise.race([added.then(() => true), late]).finally(() => clearTimeout(timer));
}
