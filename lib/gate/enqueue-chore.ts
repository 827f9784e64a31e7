import { setTimeout as sleep } from "node:timers/promises";
import { log } from "../infra/log.ts";
import type { AddOptions } from "../queues/define-queue.ts";
import { gateChores } from "../queues/gate.ts";

/** A queue that is away must not hold an update up: the sweep finds the work in the database. */
const WITHIN_MS = 1_000;

/** Asks for a chore to be done soon. @returns whether the queue took it; where it did not, the sweep will */
export async function enqueueChore(
  chore: Parameters<typeof gateChores.add>[0],
  options: AddOptions = {},
): Promise<boolean> {
  const added = gateChores.add(chore, options).then(
    () => true,
    (err: unknown) => {
      log().warn({ err, kind: chore.kind }, "a chore of the gate was not enqueued; the sweep will do it");
      return false;
    },
  );
  const late = new AbortController();
  const isAdded = await Promise.race([added, sleep(WITHIN_MS, false, { signal: late.signal }).catch(() => false)]);
  late.abort();
  return isAdded;
}
