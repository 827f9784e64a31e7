import type { ServerResponse } from "node:http";
import type { LimitStatus } from "#lib/usage/reservation.ts";

export interface RateStatus {
  limit: number;
  remaining: number;
  resetSeconds: number;
}

/**
 * Tells the caller where he stands. `x-ratelimit-*-requests` is the tightest limit per minute (or, where there is none,
 * the tightest quota of requests), `x-ratelimit-*-tokens` the tightest quota of tokens, both as OpenAI has them; and each
 * quota has `x-switchboard-limit-<scope>-<unit>-<window>: limit=…, remaining=…, reset=<seconds>` (cost in nano-dollars).
 */
export function setLimitHeaders(
  outgoing: ServerResponse,
  options: { rates: RateStatus[]; limits: LimitStatus[]; now: Date },
): void {
  if (outgoing.headersSent) return;
  const { limits, now } = options;
  const rate = tightestRate(options.rates) ?? asRate(tightest(limits, "REQUESTS"), now);
  if (rate) setOpenAiHeaders(outgoing, "requests", rate);
  const tokens = asRate(tightest(limits, "TOKENS"), now);
  if (tokens) setOpenAiHeaders(outgoing, "tokens", tokens);
  for (const limit of limits) {
    const name = `${limit.scope}-${limit.unit}-${limit.window}`.toLowerCase().replace("_", "-");
    const reset = secondsUntil(limit.resetsAt, now);
    outgoing.setHeader(
      `x-switchboard-limit-${name}`,
      `limit=${limit.amount}, remaining=${limit.remaining}, reset=${reset}`,
    );
  }
}

function setOpenAiHeaders(outgoing: ServerResponse, what: "requests" | "tokens", rate: RateStatus): void {
  outgoing.setHeader(`x-ratelimit-limit-${what}`, `${rate.limit}`);
  outgoing.setHeader(`x-ratelimit-remaining-${what}`, `${rate.remaining}`);
  outgoing.setHeader(`x-ratelimit-reset-${what}`, `${rate.resetSeconds}s`);
}

function tightestRate(rates: RateStatus[]): RateStatus | undefined {
  let found: RateStatus | undefined;
  for (const rate of rates) if (!found || rate.remaining < found.remaining) found = rate;
  return found;
}

function tightest(limits: LimitStatus[], unit: LimitStatus["unit"]): LimitStatus | undefined {
  let found: LimitStatus | undefined;
  for (const limit of limits) {
    if (limit.unit === unit && (!found || limit.remaining < found.remaining)) found = limit;
  }
  return found;
}

function asRate(limit: LimitStatus | undefined, now: Date): RateStatus | undefined {
  if (!limit) return undefined;
  const { amount, remaining, resetsAt } = limit;
  return { limit: Number(amount), remaining: Number(remaining), resetSeconds: secondsUntil(resetsAt, now) };
}

function secondsUntil(moment: Date, now: Date): number {
  return Math.max(0, Math.ceil((moment.getTime() - now.getTime()) / 1_000));
}
