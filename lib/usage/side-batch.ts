import { log } from "../infra/log.ts";
import { counter } from "../infra/metrics.ts";

export interface SideBatch<T> {
  /** Never waits and never fails. */
  push(item: T): void;
  /** Resolves once all that had been pushed is written, or was tried in vain. */
  flush(): Promise<void>;
}

/** Beyond this, what comes is dropped and counted: figures about calls must not take the memory that calls need. */
const MOST_WAITING = 10_000;
const RETRY_MS = 2_000;

const batches = new Set<SideBatch<never>>();

/**
 * Gathers what is worth knowing about calls and writes it apart from them: nothing waits for it, and what can't be
 * written while the database is away is written later, or dropped when it is too much.
 * @param options.everyMs how long items gather
 */
export function createSideBatch<T>(options: {
  name: string;
  everyMs: number;
  write(items: T[]): Promise<void>;
}): SideBatch<T> {
  let waiting: T[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const schedule = (ms: number) => {
    timer ??= setTimeout(() => void batch.flush(), ms).unref();
  };

  const write = async () => {
    clearTimeout(timer);
    timer = undefined;
    const items = waiting;
    if (items.length === 0) return;
    waiting = [];
    try {
      await options.write(items);
    } catch (err) {
      counter("switchboard_side_batch_failures_total", "Batches about calls that were not written", ["name"]).inc({
        name: options.name,
      });
      log().warn({ err, name: options.name, items: items.length }, "a batch about calls was not written");
      if (isDataError(err)) return;
      waiting = [...items, ...waiting].slice(0, MOST_WAITING);
      schedule(RETRY_MS);
    }
  };

  const batch: SideBatch<T> = {
    push(item) {
      if (waiting.length >= MOST_WAITING) return;
      waiting.push(item);
      schedule(options.everyMs);
    },
    flush() {
      running = running.then(write);
      return running;
    },
  };
  batches.add(batch as SideBatch<never>);
  return batch;
}

/** Writes what has gathered in this process, as far as that goes within a time. */
export async function flushSideBatches(withinMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((settle) => {
    timer = setTimeout(settle, withinMs);
  });
  await Promise.race([Promise.all([...batches].map((batch) => batch.flush())), late]).finally(() =>
    clearTimeout(timer),
  );
}

// SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation): trying again would change nothing.
function isDataError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && /^2[23]...$/.test(code);
}
