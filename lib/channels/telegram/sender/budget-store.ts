/** What a store holds for one bot. */
export interface StoredBudget {
  /** Changes with each write; empty when nothing is stored. */
  version: string;
  /** As `JSON.stringify` wrote it; empty when nothing is stored. */
  text: string;
}

export interface Swap {
  bot: string;
  /** The version that the new state was made from. */
  from: string;
  to: StoredBudget;
  /** For how long it matters, in milliseconds. */
  keepMs: number;
}

/** Where the processes of the fleet keep their bots' budgets together. */
export interface BudgetStore {
  /** @returns what is stored, and the store's clock in Unix milliseconds */
  load(bot: string): Promise<StoredBudget & { now: number }>;
  /**
   * Replaces what is stored when it still has the version `from`.
   * @returns null once it is replaced, else what is stored instead
   */
  swap(swap: Swap): Promise<{ now: number; instead: StoredBudget | null }>;
}
