import { type BudgetState, emptyState, mergeStates, parseState, WHOLE_BOT } from "./budget-state.ts";
import { type Ask, planTurns } from "./plan-turns.ts";
import type { SteadyStore } from "./steady-store.ts";

/** Whether a call may go; if not, how long it would have to wait at least. */
export type Turn = { ok: true; waitedMs: number } | { ok: false; seconds: number };

/** Everything that one bot calls from this process waits here for its turn. */
export interface BotLine {
  /**
   * @param options.maxWaitMs a turn that cannot come within it is refused at once
   * @throws the signal's reason once it is aborted
   */
  turn(ask: Ask, options: { maxWaitMs: number; signal?: AbortSignal | undefined }): Promise<Turn>;
  /** Lets no process call the chat (null: the whole bot) for so long. Resolves once the others can know. */
  block(chat: string | null, seconds: number): Promise<void>;
}

interface Waiting {
  ask: Ask;
  /** The order of coming. */
  serial: number;
  /** Of the process's monotonic clock. */
  since: number;
  until: number;
  /** Whether it ever had to wait for a budget. */
  delayed: boolean;
  settle: (turn: Turn) => void;
  fail: (error: unknown) => void;
}

/** What is stored is kept for as long as a full chat takes to recover, and longer while something is blocked. */
const KEEP_MS = 120_000;
const LONGEST_SLEEP_MS = 60_000;

/**
 * Serves higher priorities first, and among equals the chat that was served longest ago, so that no chat's crowd keeps
 * another waiting. Calls that come together cost one round trip to the store together.
 * @param options.self a name of this process that no other has
 */
export function createBotLine(options: { bot: string; store: SteadyStore; self: string }): BotLine {
  const { bot, store, self } = options;
  const waiting = new Set<Waiting>();
  let known: { version: string; state: BudgetState } = { version: "", state: emptyState() };
  let served = new Map<string, number>();
  // What Telegram told this process: never forgotten before it is over, whatever comes from the store meanwhile.
  const blocks = new Map<string, number>();
  let toldAll: (() => void)[] = [];
  let serial = 0;
  let running = false;
  let hasNews = false;
  let wake: (() => void) | undefined;

  const inOrder = (a: Waiting, b: Waiting) =>
    a.ask.priority - b.ask.priority || servedAt(a) - servedAt(b) || a.serial - b.serial;
  const servedAt = ({ ask }: Waiting) => (ask.chat === null ? 0 : (served.get(ask.chat) ?? 0));

  const noteServed = (one: Waiting) => {
    if (one.ask.chat === null || !one.ask.counts) return;
    serial += 1;
    served.delete(one.ask.chat);
    served.set(one.ask.chat, serial);
    // The oldest are first: whoever is no longer remembered was served longest ago.
    if (served.size > 10_000) served = new Map([...served].slice(-5_000));
  };

  /** Plans, and makes the plan known; what others wrote meanwhile changes it. */
  const agree = async (batch: Waiting[], mustTell: boolean): Promise<number[]> => {
    const asks = batch.map(({ ask }) => ask);
    let isFresh = false;
    for (;;) {
      const plan = planTurns({ state: withBlocks(known.state), asks, now: store.now(), self });
      if (plan.changed || mustTell) {
        serial += 1;
        const to = { version: `${self}.${serial}`, text: JSON.stringify(plan.state) };
        const instead = await store.swap({ bot, from: known.version, to, keepMs: keepMs(plan.state, store.now()) });
        if (instead === null) {
          known = { version: to.version, state: plan.state };
          return plan.waits;
        }
        learn(instead);
        isFresh = true;
      } else if (isFresh || !plan.waits.includes(0)) {
        return plan.waits;
      } else {
        const stored = await store.load(bot);
        if (stored === null || stored.version === known.version) return plan.waits;
        learn(stored);
        isFresh = true;
      }
    }
  };

  const withBlocks = (state: BudgetState): BudgetState => {
    if (blocks.size === 0) return state;
    const all = { ...state.blocks };
    for (const [key, until] of blocks) {
      if (until <= store.now()) blocks.delete(key);
      else all[key] = Math.max(until, all[key] ?? 0);
    }
    return { ...state, blocks: all };
  };

  const learn = ({ version, text }: { version: string; text: string }) => {
    known = { version, state: mergeStates({ mine: known.state, theirs: parseState(text), now: store.now() }) };
  };

  /** @returns the milliseconds until somebody's turn can come */
  const serve = async (): Promise<number> => {
    const batch = [...waiting].sort(inOrder);
    const told = toldAll;
    toldAll = [];
    const waits = await agree(batch, told.length > 0);
    for (const done of told) done();
    let next = LONGEST_SLEEP_MS;
    for (const [index, one] of batch.entries()) {
      const wait = waits[index] ?? 0;
      const now = performance.now();
      // Given up meanwhile: its share is lost, which is the safe side.
      if (!waiting.has(one)) continue;
      if (wait > 0 && now + wait <= one.until) {
        one.delayed = true;
        next = Math.min(next, wait);
        continue;
      }
      waiting.delete(one);
      if (wait > 0) one.settle({ ok: false, seconds: Math.ceil(wait / 1_000) });
      else {
        noteServed(one);
        one.settle({ ok: true, waitedMs: one.delayed ? now - one.since : 0 });
      }
    }
    return next;
  };

  const run = async () => {
    running = true;
    try {
      // One turn of the event loop gathers what comes together.
      await new Promise((settle) => setImmediate(settle));
      while (waiting.size > 0 || toldAll.length > 0) {
        hasNews = false;
        const next = await serve();
        if (waiting.size > 0 && !hasNews) await pause(next);
      }
    } catch (error) {
      for (const one of waiting) one.fail(error);
      waiting.clear();
    } finally {
      running = false;
    }
  };

  const pause = (ms: number) =>
    new Promise<void>((settle) => {
      const timer = setTimeout(settle, Math.max(1, ms));
      wake = () => {
        clearTimeout(timer);
        settle();
      };
    });

  const begin = () => {
    hasNews = true;
    if (running) wake?.();
    else void run();
  };

  return {
    turn(ask, { maxWaitMs, signal }) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      const since = performance.now();
      serial += 1;
      const { promise, resolve, reject } = Promise.withResolvers<Turn>();
      const one: Waiting = {
        ...{ ask, serial, since, until: since + maxWaitMs, delayed: false },
        settle: resolve,
        fail: reject,
      };
      const giveUp = () => {
        waiting.delete(one);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      waiting.add(one);
      begin();
      return promise.finally(() => signal?.removeEventListener("abort", giveUp));
    },
    block(chat, seconds) {
      const key = chat ?? WHOLE_BOT;
      blocks.set(key, Math.max(blocks.get(key) ?? 0, store.latestNow() + seconds * 1_000));
      const { promise, resolve } = Promise.withResolvers<void>();
      toldAll.push(resolve);
      begin();
      return promise;
    },
  };
}

function keepMs({ blocks }: BudgetState, now: number): number {
  return Math.max(KEEP_MS, ...Object.values(blocks).map((until) => until - now + 1_000));
}
