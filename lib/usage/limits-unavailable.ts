import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";

/** What a caller is told when limits can't be checked because the database is away: nothing is let in unchecked. */
export function limitsUnavailable(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const message = said`Limits cannot be checked at the moment. Please try again.`;
  return new AppError("unavailable", message, { cause, retryAfterSeconds: 1 });
}
