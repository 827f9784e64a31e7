import { onTestFinished } from "vitest";
import { wait } from "#tests/integration/assistant/harness.ts";

/**
 * Load: begins something every so often, without waiting for its end, until `stop`, which waits for what was begun. Also
 * ends with the test, so that one that fails leaves nothing running.
 */
export function keepDoing(everyMs: number, begin: () => Promise<unknown>): { stop(): Promise<void> } {
  const begun: Promise<unknown>[] = [];
  let running = true;
  const loop = (async () => {
    while (running) {
      const one = begin();
      // Told by `stop`.
      one.catch(() => undefined);
      begun.push(one);
      await wait(everyMs);
    }
  })();
  const stop = async () => {
    running = false;
    await loop;
    await Promise.all(begun);
  };
  onTestFinished(() => {
    running = false;
  });
  return { stop };
}
