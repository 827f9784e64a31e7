import type { z } from "zod";
import type { AddOptions, QueueHandle } from "./define-queue.ts";

interface Waiting<P> {
  payload: P;
  options: AddOptions | undefined;
  settle: () => void;
  fail: (error: unknown) => void;
}

/** More than this many waiting means that the queue is away: further ones are refused at once, so that memory is bounded. */
const MOST_WAITING = 10_000;

/**
 * Adds jobs a handful at a time: on PostgreSQL single adds queue up for one lock, and on Redis a round trip each is the
 * cost. While one batch is under way the next one gathers, so a lone job waits for nobody.
 * @param queue its `add` resolves once the job is stored
 */
export function microBatch<S extends z.ZodType>(queue: QueueHandle<S>, maxSize = 200) {
  let waiting: Waiting<z.input<S>>[] = [];
  let running = false;

  const run = async () => {
    running = true;
    // One turn of the event loop gathers what arrived together.
    await new Promise((settle) => setImmediate(settle));
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxSize);
      waiting = waiting.slice(maxSize);
      try {
        await queue.addBulk(batch.map(({ payload, options }) => ({ payload, ...(options ? { options } : {}) })));
        for (const one of batch) one.settle();
      } catch (error) {
        for (const one of batch) one.fail(error);
      }
    }
    running = false;
  };

  return {
    add(payload: z.input<S>, options?: AddOptions): Promise<void> {
      if (waiting.length >= MOST_WAITING) return Promise.reject(new Error(`${queue.contract.name} takes no jobs`));
      return new Promise((settle, fail) => {
        waiting.push({ payload, options, settle, fail });
        if (!running) void run();
      });
    },
  };
}
