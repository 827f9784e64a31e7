import type { LimitStatus } from "../usage/reservation.ts";

/** A quota in the gateway's JSON: amounts as numbers (cost in nano-USD), the reset as ISO 8601. */
export function presentLimit({ limitId, scope, unit, window, amount, used, remaining, resetsAt }: LimitStatus) {
  const figures = { amount: Number(amount), used: Number(used), remaining: Number(remaining) };
  return { limitId, scope, unit, window, ...figures, resetsAt: resetsAt.toISOString() };
}

/** A limit per minute, of which only the present minute is known. */
export function presentRateLimit(scope: "key" | "end user", perMinute: number) {
  return { scope, unit: "requests", window: "minute", amount: perMinute };
}
