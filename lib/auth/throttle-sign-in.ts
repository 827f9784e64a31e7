import { type RateLimiterAbstract, RateLimiterRes } from "rate-limiter-flexible";
import { sha256Hex } from "../infra/crypto.ts";
import { AppError } from "../infra/errors.ts";
import { log } from "../infra/log.ts";
import { said } from "../infra/said.ts";
import { createLimiter } from "./create-limiter.ts";

/** Failures allowed, and in how many seconds. */
const LIMITS = {
  /** One account from one address: a person who mistypes. */
  pair: { points: 10, duration: 900 },
  /** One account from anywhere: many addresses guessing together. */
  account: { points: 100, duration: 900 },
  /** One address at any account. */
  address: { points: 50, duration: 900 },
  /** Everybody, where no address can be trusted: it bounds what guessing costs us, and lets go within a minute. */
  everybody: { points: 120, duration: 60 },
} as const;

type LimitName = keyof typeof LIMITS;

const limiters = new Map<LimitName, RateLimiterAbstract>();

export interface SignInAttempt {
  /** To be called when the password was right: what it cost is given back. */
  succeeded(): Promise<void>;
}

/**
 * Counts an attempt before the password is looked at, so that parallel tries cannot slip past, and alike for accounts
 * that do not exist.
 * @param options.address null when it is not known
 * @throws AppError rate_limited with `retryAfterSeconds`
 */
export async function throttleSignIn(options: { email: string; address: string | null }): Promise<SignInAttempt> {
  const account = sha256Hex(options.email);
  const keys: [LimitName, string][] = [
    ["pair", `${account}:${options.address ?? "any"}`],
    ...(options.address ? ([["account", account]] as [LimitName, string][]) : []),
    options.address ? ["address", options.address] : ["everybody", "all"],
  ];
  for (const [name, key] of keys) await consume(name, key);
  return {
    async succeeded() {
      for (const [name, key] of keys) {
        const limiter = limiterOf(name);
        await (name === "pair" ? limiter.delete(key) : limiter.reward(key)).catch((err: unknown) =>
          log().warn({ err }, "sign-in attempt not given back"),
        );
      }
    },
  };
}

async function consume(name: LimitName, key: string): Promise<void> {
  try {
    await limiterOf(name).consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const retryAfterSeconds = Math.max(1, Math.ceil((refused.msBeforeNext ?? 0) / 1_000));
    throw new AppError("rate_limited", said`Too many attempts to sign in. Wait a while, then try again.`, {
      retryAfterSeconds,
    });
  }
}

function limiterOf(name: LimitName): RateLimiterAbstract {
  let limiter = limiters.get(name);
  if (!limiter) {
    limiter = createLimiter({ name: `sign-in:${name}`, ...LIMITS[name] });
    limiters.set(name, limiter);
  }
  return limiter;
}
