import { log } from "../../../infra/log.ts";
import type { BudgetStore, StoredBudget, Swap } from "./budget-store.ts";

/** While the store is away, it is asked again this often, in milliseconds. */
const ASK_AGAIN_MS = 2_000;

/** A store that never fails: while it is away, everybody goes by what this process remembers. */
export interface SteadyStore {
  /** The store's clock in Unix milliseconds: it is at least this late. */
  now(): number;
  /** The same: it is at most this late. */
  latestNow(): number;
  /** @returns null while the store is away */
  load(bot: string): Promise<StoredBudget | null>;
  /** @returns null once it is replaced, and while the store is away */
  swap(swap: Swap): Promise<StoredBudget | null>;
}

/** Puts this process's own memory in a store's place while it is away, and says so once. */
export function steadyStore(store: BudgetStore): SteadyStore {
  // From this process's monotonic clock to the store's: the store's was read after the question and before the answer.
  let atLeast = Date.now() - performance.now();
  let atMost = atLeast;
  let isSet = false;
  let awaySince: number | undefined;
  let askAgainAt = 0;

  const setClock = (now: number, askedAt: number) => {
    // It comes in whole milliseconds, cut off.
    const [lowest, highest] = [now - performance.now(), now + 1 - askedAt];
    const wasMoved = lowest > atMost || highest < atLeast;
    if (!isSet || wasMoved) [atLeast, atMost] = [lowest, highest];
    else [atLeast, atMost] = [Math.max(atLeast, lowest), Math.min(atMost, highest)];
    isSet = true;
  };

  const attempt = async <T extends { now: number }>(ask: () => Promise<T>): Promise<T | null> => {
    const began = performance.now();
    if (awaySince !== undefined) {
      if (began < askAgainAt) return null;
      // One asks, and the others do not wait for what becomes of it.
      askAgainAt = began + ASK_AGAIN_MS;
    }
    try {
      const answer = await ask();
      if (awaySince !== undefined) {
        log().info({ awayForMs: Math.round(performance.now() - awaySince) }, "Telegram budgets are shared again");
        awaySince = undefined;
      }
      setClock(answer.now, began);
      return answer;
    } catch (err) {
      askAgainAt = performance.now() + ASK_AGAIN_MS;
      if (awaySince === undefined) {
        awaySince = began;
        log().warn(
          { err },
          "Telegram budgets are not shared: their store is away, each process goes by its own memory",
        );
      }
      return null;
    }
  };

  return {
    now: () => Math.floor(performance.now() + atLeast),
    latestNow: () => Math.ceil(performance.now() + atMost),
    load: async (bot) => attempt(() => store.load(bot)),
    swap: async (swap) => (await attempt(() => store.swap(swap)))?.instead ?? null,
  };
}
