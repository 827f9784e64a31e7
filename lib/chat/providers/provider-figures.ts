import { type AttemptFigures, attemptFigures } from "./provider-attempts.ts";
import { type BreakerState, breakerStates } from "./provider-breaker.ts";

/** What a process tells of each provider that it has called: its breaker, and how the last minutes went. */
export function providerFigures(now: Date): Record<string, BreakerState & Partial<AttemptFigures>> {
  const attempts = attemptFigures(now);
  return Object.fromEntries(
    Object.entries(breakerStates(now)).map(([id, state]) => [id, { ...state, ...attempts[id] }]),
  );
}
