import { AppError } from "../infra/errors.ts";
import type { LimitStatus } from "../usage/reservation.ts";
import type { ProviderFailure } from "./providers/provider-failure.ts";

/** Says which limit stopped a call, how much it is, and when it resets. */
export function quotaError(violated: LimitStatus, retryAfterSeconds: number): AppError {
  const { scope, unit, window, amount, used, remaining, resetsAt } = violated;
  const left = `${inWords(unit, used)} used, ${inWords(unit, remaining)} left`;
  return new AppError(
    "quota_exceeded",
    `The ${SCOPES[scope]}'s limit of ${inWords(unit, amount)} per ${window.toLowerCase()} does not allow this call: ${left}. It resets at ${resetsAt.toISOString()}.`,
    {
      retryAfterSeconds,
      details: {
        limit: {
          scope,
          unit,
          window,
          amount: amount.toString(),
          used: used.toString(),
          remaining: remaining.toString(),
          resetsAt: resetsAt.toISOString(),
        },
      },
    },
  );
}

const SCOPES = { TEAM: "team", KEY: "key", END_USER: "end user" } as const;

/** An amount with its unit; nano-dollars as dollars, without rounding. */
function inWords(unit: LimitStatus["unit"], amount: bigint): string {
  if (unit === "REQUESTS") return `${amount} requests`;
  if (unit === "TOKENS") return `${amount} tokens`;
  const digits = amount.toString().padStart(10, "0");
  const fraction = digits.slice(-9).replace(/0+$/, "");
  return `$${digits.slice(0, -9)}${fraction === "" ? "" : `.${fraction}`}`;
}

/** What a caller learns when no provider answered: never the provider's own words, except about his request. */
export function providerError(failure: ProviderFailure): AppError {
  if (failure.kind === "rejected" && failure.said) {
    const { message, param, code } = failure.said;
    return new AppError("provider_rejected", message, {
      cause: failure,
      ...(param ? { errors: [{ path: param, message }] } : {}),
      ...(code ? { details: { code } } : {}),
    });
  }
  const retryAfterSeconds = failure.retryAfterMs === undefined ? undefined : Math.ceil(failure.retryAfterMs / 1_000);
  const options = { cause: failure, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  if (failure.kind === "throttled") {
    return new AppError("unavailable", "The model's provider is at its own limit. Try again later.", options);
  }
  if (failure.kind === "timeout") {
    return new AppError("timeout", "The model's provider did not answer in time. Nothing was charged.", options);
  }
  return new AppError("provider_failed", "No provider of this model could answer. Nothing was charged.", options);
}
