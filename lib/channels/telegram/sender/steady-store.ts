import { log } from "../../../infra/log.ts";
import type { BudgetStore, StoredBudget, Swap } from "./budget-store.ts";

/** While the store is away, it is asked again this often, in milliseconds. */
const ASK_AGAIN_MS = 2_000;
/** Further than this the clock of a store is never behind by a slow answer alone: it was set back. */
const SET_BACK_MS = 10_000;

/** A store that never fails: while it is away, everybody goes by what this process remembers. */
export interface SteadyStore {
  /** The store's clock as far as it is known, in Unix milliseconds. */
  now(): number;
  /** @returns null while the store is away */
  load(bot: string): Promise<StoredBudget | null>;
  /** @returns null once it is replaced, and while the store is away */
  swap(swap: Swap): Promise<StoredBudget | null>;
}

/** Puts this process's own memory in a store's place while it is away, and says so once. */
export function steadyStore(store: BudgetStore): SteadyStore {
  let offset = Date.now() - performance.now();
  let isSet = false;
  let awaySince: number | undefined;
  let askAgainAt = 0;

  // The store read its clock before the answer came, so the largest difference is the nearest to the truth.
  const setClock = (now: number) => {
    const seen = now - performance.now();
    if (!isSet || seen > offset || seen < offset - SET_BACK_MS) offset = seen;
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
      setClock(answer.now);
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
    now: () => Math.round(performance.now() + offset),
    load: async (bot) => attempt(() => store.load(bot)),
    swap: async (swap) => (await attempt(() => store.swap(swap)))?.instead ?? null,
  };
}
