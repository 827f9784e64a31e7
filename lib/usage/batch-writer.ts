import { log } from "../infra/log.ts";
import { counter } from "../infra/metrics.ts";
import type { Segment } from "./journal.ts";
import type { Amounts, ReservedPart } from "./reservation.ts";
import type { UsageRow } from "./usage-row.ts";
import type { WrittenCounter } from "./write-batch.ts";

/** Something that ended: a charged call, one without a charge, or amounts that are given back. */
export interface BatchItem {
  row?: UsageRow;
  segment?: Segment;
  startId?: string;
  lowered: ReservedPart[];
  charged: Amounts;
}

export interface BatchWriter {
  push(item: BatchItem): void;
  /** Resolves once all that had been pushed is in the database; waits while the database is away. */
  flush(): Promise<void>;
  /** True when so much waits for the database that no new call should be let in. */
  isFull(): boolean;
  pending(): number;
  /** Stops after at most this time. @returns true when nothing is left */
  stop(deadlineMs: number): Promise<boolean>;
}

const BATCH_SIZE = 500;
/** When more than a batch waits, larger ones catch up faster. */
const LARGEST_BATCH = 2_000;
const BATCH_WAIT_MS = 12;
/** About 100 MB of rows: some minutes without a database at a thousand calls a second. */
const MAX_PENDING = 100_000;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2_000;

/** Group commit: one batch at a time, at 500 items or after 12 ms; retried while the database is away. */
export function createBatchWriter(options: {
  write(items: BatchItem[]): Promise<WrittenCounter[]>;
  onWritten(items: BatchItem[], counters: WrittenCounter[]): void;
  /** A row that the database will never take. */
  onRejected(item: BatchItem, error: unknown): void;
}): BatchWriter {
  let pending: BatchItem[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;
  let flushing = 0;
  let wake = () => {};

  const schedule = () => {
    if (running || stopped) return;
    if (pending.length >= BATCH_SIZE) begin();
    else timer ??= setTimeout(begin, BATCH_WAIT_MS);
  };

  const begin = () => {
    clearTimeout(timer);
    timer = undefined;
    running ??= drain().finally(() => {
      running = undefined;
      if (pending.length > 0) schedule();
    });
  };

  const drain = async () => {
    let retryMs = FIRST_RETRY_MS;
    let size = BATCH_SIZE;
    while (pending.length > 0 && !stopped) {
      const items = pending.slice(0, size);
      try {
        options.onWritten(items, await options.write(items));
        pending = pending.slice(items.length);
        retryMs = FIRST_RETRY_MS;
        size = Math.min(size * 2, LARGEST_BATCH);
        // What trickles in meanwhile is worth waiting for, unless someone asked for all of it.
        if (pending.length < BATCH_SIZE && flushing === 0) return;
      } catch (error) {
        if (isDataError(error) && items.some((item) => item.row)) {
          // One row that can't be stored must not hold up the others: halve until it stands alone.
          if (items.length > 1) size = Math.ceil(items.length / 2);
          else reject(items[0] as BatchItem, error);
          continue;
        }
        counter("switchboard_usage_flush_failures_total", "Batches of usage that the database did not take").inc();
        log().warn({ err: error, pending: pending.length }, "usage not written yet: trying again");
        await new Promise<void>((settle) => {
          wake = settle;
          setTimeout(settle, retryMs);
        });
        retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
      }
    }
  };

  // Its reservation is still taken down.
  const reject = (item: BatchItem, error: unknown) => {
    options.onRejected(item, error);
    const { row: _rejected, ...rest } = item;
    pending[0] = rest;
  };

  return {
    push(item) {
      pending.push(item);
      schedule();
    },
    async flush() {
      flushing += 1;
      try {
        while (pending.length > 0 && !stopped) {
          begin();
          await running;
        }
        await running;
      } finally {
        flushing -= 1;
      }
    },
    isFull: () => pending.length >= MAX_PENDING,
    pending: () => pending.length,
    async stop(deadlineMs) {
      const deadline = setTimeout(() => {
        stopped = true;
        wake();
      }, deadlineMs);
      await this.flush();
      clearTimeout(deadline);
      clearTimeout(timer);
      stopped = true;
      return pending.length === 0;
    },
  };
}

// SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation).
function isDataError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && /^2[23]...$/.test(code);
}
