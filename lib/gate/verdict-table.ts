/** What is known of one person in one channel. Times are Unix milliseconds. */
export interface KnownVerdict {
  state: "member" | "not_member";
  /** When it was asked, or when Telegram told. */
  at: number;
  expiresAt: number;
  /** The update that told it; 0 where it was asked. */
  updateId: number;
}

export interface VerdictTable {
  /** Also one that has expired: what was known last. */
  get(pair: number, userId: number): KnownVerdict | undefined;
  /** @returns false where something newer is known, which stays */
  put(pair: number, userId: number, verdict: KnownVerdict): boolean;
  size(): number;
}

/** Places per set: a new verdict pushes out the one of its set that expires first. */
const WAYS = 8;
/** The resolution of times, in milliseconds: they are kept rounded down. */
export const TICK_MS = 50;

/**
 * Verdicts in flat memory of a fixed size: 25 bytes each, where a Map with an object per person takes about 200, so a
 * million members fit beside everything else that a process holds. Memory is taken as it is filled.
 * @param options.slots how many verdicts it holds; rounded up to whole sets
 * @param options.born Unix milliseconds before which no time lies
 */
export function createVerdictTable(options: { slots: number; born: number }): VerdictTable {
  const sets = Math.ceil(options.slots / WAYS);
  const slots = sets * WAYS;
  const users = new Float64Array(slots);
  const pairs = new Uint32Array(slots);
  const times = new Uint32Array(slots);
  const expiries = new Uint32Array(slots);
  const updates = new Uint32Array(slots);
  /** 0: empty, 1: member, 2: not a member. */
  const states = new Uint8Array(slots);
  let filled = 0;

  const tick = (ms: number) => Math.max(0, Math.floor((ms - options.born) / TICK_MS));
  const firstOf = (pair: number, userId: number) => (hash(pair, userId) % sets) * WAYS;

  const find = (pair: number, userId: number): number => {
    const first = firstOf(pair, userId);
    for (let slot = first; slot < first + WAYS; slot += 1) {
      if (states[slot] !== 0 && users[slot] === userId && pairs[slot] === pair) return slot;
    }
    return -1;
  };

  /** An empty place, else that of the verdict that expires first. */
  const makeRoom = (pair: number, userId: number): number => {
    const first = firstOf(pair, userId);
    let chosen = first;
    for (let slot = first; slot < first + WAYS; slot += 1) {
      if (states[slot] === 0) return slot;
      if ((expiries[slot] as number) < (expiries[chosen] as number)) chosen = slot;
    }
    return chosen;
  };

  return {
    get(pair, userId) {
      const slot = find(pair, userId);
      if (slot < 0) return undefined;
      return {
        state: states[slot] === 1 ? "member" : "not_member",
        at: options.born + (times[slot] as number) * TICK_MS,
        expiresAt: options.born + (expiries[slot] as number) * TICK_MS,
        updateId: updates[slot] as number,
      };
    },
    put(pair, userId, verdict) {
      let slot = find(pair, userId);
      const at = tick(verdict.at);
      if (slot >= 0) {
        const known = { at: times[slot] as number, updateId: updates[slot] as number };
        if (!isNewer({ at, updateId: verdict.updateId }, known)) return false;
      } else {
        slot = makeRoom(pair, userId);
        if (states[slot] === 0) filled += 1;
      }
      users[slot] = userId;
      pairs[slot] = pair;
      times[slot] = at;
      expiries[slot] = tick(verdict.expiresAt);
      updates[slot] = verdict.updateId;
      states[slot] = verdict.state === "member" ? 1 : 2;
      return true;
    },
    size: () => filled,
  };
}

/** For so long, in ticks, a later update has a higher number; Telegram starts anew after a week without any. */
const NUMBERS_RISE = 86_400_000 / TICK_MS;

/**
 * What an update tells replaces all but what a later update told. What was asked replaces only what is older than the
 * question: an update that came while Telegram was answering may be newer than the answer.
 */
function isNewer(next: { at: number; updateId: number }, known: { at: number; updateId: number }): boolean {
  if (next.updateId === 0) return known.updateId === 0 ? next.at >= known.at : next.at > known.at;
  return next.updateId >= known.updateId || next.at - known.at > NUMBERS_RISE;
}

/** Spreads ids of up to 53 bits over 32. */
function hash(pair: number, userId: number): number {
  let mixed = Math.imul(userId >>> 0, 0x9e3779b1) ^ Math.imul(Math.floor(userId / 0x1_0000_0000), 0x85ebca6b);
  mixed ^= Math.imul(pair, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
