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
      log().warn({ provider: provider.name, restMs: REST_MS }, "provider left alone after failures in a row");
    });
    breaker.onReset(() => log().info({ provider: provider.name }, "provider answers again"));
    breakers.set(provider.id, breaker);
  }
  return breaker;
}

function resting(): ProviderFailure {
  return new ProviderFailure("open", "the provider is left alone after failures", { retryAfterMs: REST_MS });
}
