import type { CounterRule, LimitRule } from "./applicable-limits.ts";
import { MAX_AMOUNT } from "./max-amount.ts";
import type { Window } from "./window.ts";

/**
 * A counter's limits with what was added to them for this very window. A top-up belongs to one window, not to a span of
 * time: no clock ends it, the next window simply isn't its window.
 */
export function toppedUp(rule: CounterRule, window: Window): CounterRule {
  if (rule.limits.every((limit) => !limit?.topUps)) return rule;
  return { ...rule, limits: rule.limits.map((limit) => limit && withTopUps(limit, window)) };
}

function withTopUps(limit: LimitRule, window: Window): LimitRule {
  const [start, end] = [window.start.getTime(), window.end.getTime()];
  const more = (limit.topUps ?? []).reduce(
    (sum, topUp) => (topUp.start === start && topUp.end === end ? sum + topUp.amount : sum),
    0n,
  );
  if (more === 0n) return limit;
  const room = MAX_AMOUNT - limit.amount;
  return { ...limit, amount: more > room ? MAX_AMOUNT : limit.amount + more };
}
