import type { LimitRule } from "./applicable-limits.ts";
import type { LimitStatus } from "./reservation.ts";

/** Where a limit stands, of what is used and reserved in its present window. */
export function toLimitStatus(options: {
  limit: LimitRule;
  used: bigint;
  reserved: bigint;
  resetsAt: Date;
}): LimitStatus {
  const { limit, used, reserved, resetsAt } = options;
  const { id: limitId, scope, unit, window, amount } = limit;
  const remaining = amount - used - reserved;
  return { limitId, scope, unit, window, amount, used, reserved, remaining: remaining > 0n ? remaining : 0n, resetsAt };
}
