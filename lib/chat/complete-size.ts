import { costNano } from "../models/cost.ts";
import type { Estimate, LimitStatus } from "../usage/reservation.ts";
import type { PricedRoute } from "./complete-plan.ts";

/** What a call may use at most. */
export interface CallSize {
  /** Those of the planned routes that the prompt fits into. */
  routes: PricedRoute[];
  promptTokens: number;
  /** Output tokens per choice. */
  budget: number;
}

/** Output that a caller who names no limit is reserved, in tokens: what OpenAI's older models allowed at most. */
export const DEFAULT_BUDGET = 4_096;
/** Below this many tokens an answer is not worth starting. */
export const SMALLEST_BUDGET = 16;

/**
 * Fits prompt and answer into the models' windows. Pure.
 * @param options.maxTokens what the caller asked for, or undefined
 * @returns undefined when no route has room for them
 */
export function sizeCall(options: {
  routes: PricedRoute[];
  promptTokens: number;
  maxTokens: number | undefined;
  /** Demand room for the whole answer; otherwise it is cut to what the window leaves. */
  whole: boolean;
}): CallSize | undefined {
  const { promptTokens } = options;
  const [primary] = options.routes;
  if (!primary) return undefined;
  const wanted = Math.min(
    options.maxTokens ?? DEFAULT_BUDGET,
    primary.maxOutput ?? options.maxTokens ?? DEFAULT_BUDGET,
  );
  const needed = options.whole ? wanted : 1;
  const routes = options.routes.filter((route) => route.contextWindow - promptTokens >= needed);
  const [first] = routes;
  if (!first || (options.whole && first !== primary)) return undefined;
  return { routes, promptTokens, budget: Math.min(wanted, first.contextWindow - promptTokens) };
}

/** The most that a call of this size can take, whichever route answers. Pure. */
export function estimateOf(size: CallSize, choices: number): Estimate {
  const out = size.budget * choices;
  let highest = 0n;
  for (const route of size.routes) {
    const cost = costNano(route, size.promptTokens, out);
    if (cost > highest) highest = cost;
  }
  return { tokens: size.promptTokens + out, costNano: highest };
}

/**
 * The same call with an answer short enough for what a limit leaves. Pure.
 * @returns undefined when nothing worth starting is left, or when the limit counts requests
 */
export function shrinkToFit(size: CallSize, choices: number, violated: LimitStatus): CallSize | undefined {
  const budget = Math.min(size.budget - 1, Math.floor(outputLeft(size, violated) / choices));
  return budget >= SMALLEST_BUDGET ? { ...size, budget } : undefined;
}

function outputLeft(size: CallSize, violated: LimitStatus): number {
  if (violated.unit === "REQUESTS") return 0;
  if (violated.unit === "TOKENS") return Number(violated.remaining) - size.promptTokens;
  let fewest = Number.MAX_SAFE_INTEGER;
  for (const route of size.routes) {
    // One nano-dollar less, for the rounding up of the whole.
    const left = violated.remaining - costNano(route, size.promptTokens, 0) - 1n;
    if (route.outputPrice > 0n) fewest = Math.min(fewest, Number((left * 1_000_000n) / route.outputPrice));
    else if (left < 0n) return 0;
  }
  return fewest;
}
