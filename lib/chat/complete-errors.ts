import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import type { LimitStatus } from "../usage/reservation.ts";
import { describeUsedUp } from "./describe-limit.ts";
import { presentLimit } from "./present-limit.ts";
import type { ProviderFailure } from "./providers/provider-failure.ts";

/** Says which limit stopped a call, how much it is, and when it resets; the figures are in the details. */
export function quotaError(violated: LimitStatus, retryAfterSeconds: number): AppError {
  const message = said`${describeUsedUp(violated)} It resets at ${violated.resetsAt.toISOString()}.`;
  return new AppError("quota_exceeded", message, { retryAfterSeconds, details: { limit: presentLimit(violated) } });
}

/** What a caller learns when no provider answered: never the provider's own words, except about his request. */
export function providerError(failure: ProviderFailure): AppError {
  if (failure.kind === "rejected" && failure.said) {
    const { param, code } = failure.said;
    const message = said`${failure.said.message}`;
    return new AppError("provider_rejected", message, {
      cause: failure,
      ...(param ? { errors: [{ path: param, message }] } : {}),
      ...(code ? { details: { code } } : {}),
    });
  }
  const retryAfterSeconds = failure.retryAfterMs === undefined ? undefined : Math.ceil(failure.retryAfterMs / 1_000);
  const options = { cause: failure, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  if (failure.kind === "throttled") {
    return new AppError("unavailable", said`The model's provider is at its own limit. Try again later.`, options);
  }
  if (failure.kind === "timeout") {
    return new AppError("timeout", said`The model's provider did not answer in time. Nothing was charged.`, options);
  }
  return new AppError("provider_failed", said`No provider of this model could answer. Nothing was charged.`, options);
}
