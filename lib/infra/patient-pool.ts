import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { log } from "./log.ts";

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * The same pool for those who have nobody to answer to, such as a queue's worker: who asks it for a client waits until the
 * database is there. BullMQ keeps the promise of its first connection: once that has failed, on a machine under load for
 * instance, its worker would ask again without a pause and never recover. Plain queries still fail at once.
 * @param signal ends the waiting, with the last failure
 */
export function patientPool(pool: pg.Pool, signal: AbortSignal): pg.Pool {
  return new Proxy(pool, {
    get(target, property) {
      if (property !== "connect") {
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === "function" ? value.bind(target) : value;
      }
      return (callback?: Parameters<pg.Pool["connect"]>[0]) =>
        callback ? target.connect(callback) : connectAtLast(target, signal);
    },
  });
}

async function connectAtLast(pool: pg.Pool, signal: AbortSignal): Promise<pg.PoolClient> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await pool.connect();
    } catch (err) {
      if (signal.aborted || pool.ending) throw err;
      log().warn({ err, pauseMs }, "the queues' database cannot be reached yet");
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) throw err;
    }
  }
}
