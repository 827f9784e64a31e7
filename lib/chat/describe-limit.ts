import type { LimitStatus } from "../usage/ledger.ts";

const SCOPES = { TEAM: "team's", KEY: "API key's", END_USER: "personal" } as const;
const WINDOWS = { DAY: "daily", MONTH: "monthly" } as const;
const UNITS = { REQUESTS: "request", TOKENS: "token", COST: "cost" } as const;

/** Such as `team's daily token`. */
export function describeLimit(limit: Pick<LimitStatus, "scope" | "window" | "unit">): string {
  return `${SCOPES[limit.scope]} ${WINDOWS[limit.window]} ${UNITS[limit.unit]}`;
}

/** Which limit refuses a call, and what is used and left of it, as one sentence. */
export function describeUsedUp(violated: LimitStatus): string {
  const { unit, amount, used, remaining } = violated;
  const [verdict, left] =
    remaining > 0n ? ["has too little left for this", `, ${describeAmount(unit, remaining)} left`] : ["is used up", ""];
  return `The ${describeLimit(violated)} limit of ${describeAmount(unit, amount)} ${verdict}: ${describeAmount(unit, used)} used${left}.`;
}

/** Such as `1,200 tokens` or `$0.25`. */
export function describeAmount(unit: LimitStatus["unit"], amount: bigint): string {
  if (unit === "COST") return describeCost(amount);
  return `${amount.toLocaleString("en-US")} ${UNITS[unit]}${amount === 1n ? "" : "s"}`;
}

/** Nano-USD as dollars: cents, and as many digits more as a small amount needs to show. */
function describeCost(nano: bigint): string {
  const dollars = Number(nano) / 1e9;
  const digits = dollars === 0 || dollars >= 0.01 ? 2 : 6;
  return dollars.toLocaleString("en-US", { style: "currency", currency: "USD", maximumFractionDigits: digits });
}

/** A moment in the team's time zone, which is named. */
export function describeTime(at: Date, timeZone: string): string {
  const format = {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  } as const;
  return `${new Intl.DateTimeFormat("en-GB", { ...format, hour12: false }).format(at)} (${timeZone})`;
}
