import { isIPv6 } from "node:net";
import { LRUCache } from "lru-cache";
import { sha256Hex } from "../infra/crypto.ts";
import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";

/** Keys that are not valid, from one address: enough for a client with an old key to see 401s, not for a flood of look-ups. */
const FAILURES_PER_MINUTE = 60;
const MINUTE_MS = 60_000;

interface Failures {
  since: number;
  count: number;
}

const failures = new LRUCache<string, Failures>({ max: 50_000 });
/** Hashes of keys that were valid when last asked for: whoever shares an address with a flood goes on. */
const proven = new LRUCache<string, true>({ max: 50_000 });

/**
 * Looks a presented key up, unless too many that were not valid came from its address within a minute. Counted by each
 * process, and before the look-up, so that parallel tries cannot slip past. Keys that are in memory need not come here.
 * @param options.address null when it is not known: then nothing is counted
 * @param options.authenticate null for a key that is not valid
 * @throws AppError rate_limited with `retryAfterSeconds`
 */
export async function throttleKeys<T>(options: {
  rawKey: string;
  address: string | null;
  now: Date;
  authenticate: () => Promise<T | null>;
}): Promise<T | null> {
  const { address, authenticate } = options;
  if (address === null) return authenticate();
  const now = options.now.getTime();
  const hash = sha256Hex(options.rawKey);
  const tally = tallyOf(networkOf(address), now);
  if (tally.count >= FAILURES_PER_MINUTE && !proven.has(hash)) {
    const retryAfterSeconds = Math.max(1, Math.ceil((tally.since + MINUTE_MS - now) / 1_000));
    const message = said`Too many keys that are not valid came from your address. Wait a moment, then try again.`;
    throw new AppError("rate_limited", message, { retryAfterSeconds });
  }
  tally.count += 1;
  let found: T | null;
  try {
    found = await authenticate();
  } catch (error) {
    tally.count -= 1;
    throw error;
  }
  if (found === null) proven.delete(hash);
  else {
    tally.count -= 1;
    proven.set(hash, true);
  }
  return found;
}

function tallyOf(network: string, now: number): Failures {
  let tally = failures.get(network);
  // A clock set back must not lock anybody out for longer than a minute.
  if (!tally || now - tally.since >= MINUTE_MS || now < tally.since) {
    tally = { since: now, count: 0 };
    failures.set(network, tally);
  }
  return tally;
}

/** One household or server has a whole /64 of IPv6 addresses to call from. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":");
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(":").length;
  return [...groups, ...Array<string>(Math.max(0, missing)).fill("0"), ...(tail ?? "").split(":")]
    .slice(0, 4)
    .map((group) => Number.parseInt(group || "0", 16).toString(16))
    .join(":");
}
