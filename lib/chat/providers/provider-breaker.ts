import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from "cockatiel";
import { log } from "../../infra/log.ts";
import { counter } from "../../infra/metrics.ts";
import { ProviderFailure } from "./provider-failure.ts";

const breakers = new Map<string, CircuitBreakerPolicy>();
/** When the open ones opened. */
const openedAt = new Map<string, Date>();

/** What operators see of one provider's breaker in one process. */
export interface BreakerState {
  /** `halfOpen`: it has rested, and the next call tries it. */
  state: "closed" | "open" | "halfOpen";
  /** ISO 8601. */
  openedAt?: string;
}

// After five failures in a row a provider is left alone for five seconds; then one call may try it.
const FAILURES_IN_A_ROW = 5;
const REST_MS = 5_000;

/**
 * Runs one attempt behind its provider's breaker, which all calls of this process share.
 * @throws ProviderFailure `open`, at once, while the provider rests or another call is just trying it
 */
export async function throughBreaker<T>(provider: { id: string; name: string }, attempt: () => Promise<T>): Promise<T> {
  const breaker = breakerOf(provider);
  if (breaker.state === CircuitState.HalfOpen) throw resting();
  try {
    return await breaker.execute(attempt);
  } catch (error) {
    throw error instanceof BrokenCircuitError ? resting() : error;
  }
}

/** Forgets all failures so far, so that one test's do not open the next one's circuit. */
export function resetBreakers(): void {
  breakers.clear();
  openedAt.clear();
}

/** The breakers of this process by provider id: of the providers that it has called. */
export function breakerStates(now: Date): Record<string, BreakerState> {
  return Object.fromEntries(
    [...breakers].map(([id, { state }]) => {
      const opened = openedAt.get(id);
      if (state === CircuitState.Closed || !opened) return [id, { state: "closed" }];
      // It changes by itself only when it is called.
      const hasRested = now.getTime() - opened.getTime() >= REST_MS;
      const isOpen = state !== CircuitState.HalfOpen && !hasRested;
      return [id, { state: isOpen ? "open" : "halfOpen", openedAt: opened.toISOString() }];
    }),
  );
}

function breakerOf(provider: { id: string; name: string }): CircuitBreakerPolicy {
  let breaker = breakers.get(provider.id);
  if (!breaker) {
    breaker = circuitBreaker(
      handleWhen((error) => error instanceof ProviderFailure && error.policy.breaks),
      { halfOpenAfter: REST_MS, breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW) },
    );
    const opened = counter("switchboard_provider_breaker_opened_total", "Times a provider was left alone", [
      "provider",
    ]);
    breaker.onBreak(() => {
      opened.inc({ provider: provider.name });
      openedAt.set(provider.id, new Date());
      log().warn({ provider: provider.name, restMs: REST_MS }, "provider left alone after failures in a row");
    });
    breaker.onReset(() => {
      openedAt.delete(provider.id);
      log().info({ provider: provider.name }, "provider answers again");
    });
    breakers.set(provider.id, breaker);
  }
  return breaker;
}

function resting(): ProviderFailure {
  return new ProviderFailure("open", "the provider is left alone after failures", { retryAfterMs: REST_MS });
}
