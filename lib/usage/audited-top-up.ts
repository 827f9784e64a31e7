import type { Limit, LimitTopUp } from "../infra/prisma/client.ts";

/** What the audit keeps of a top-up: enough to read it by itself, once the limit is gone. */
export function auditedTopUp(limit: Limit, topUp: LimitTopUp): Record<string, unknown> {
  const { scope, subjectId, unit, window } = limit;
  const { amount, reason, windowEnd } = topUp;
  return { scope, subjectId, unit, window, amount, reason, windowEnd };
}
