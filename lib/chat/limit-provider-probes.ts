import { RateLimiterRes } from "rate-limiter-flexible";
import { createLimiter } from "../auth/create-limiter.ts";
import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";

/** Enough to try a whole list by hand; too few to spend a provider's money from the dashboard. */
const PROBES_PER_MINUTE = 20;

let limiter: ReturnType<typeof createLimiter> | undefined;

/**
 * Counts one call that somebody makes to a provider from the dashboard: test calls and reading its models.
 * @throws AppError rate_limited with `retryAfterSeconds`
 */
export async function limitProviderProbes(actorId: string): Promise<void> {
  limiter ??= createLimiter({ name: "provider-probes", points: PROBES_PER_MINUTE, duration: 60 });
  try {
    await limiter.consume(actorId);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    const message = said`At most ${PROBES_PER_MINUTE} test calls and model lists a minute: try again in ${retryAfterSeconds} s.`;
    throw new AppError("rate_limited", message, { retryAfterSeconds });
  }
}
