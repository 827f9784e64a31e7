/** Every failure a caller may meet, with its HTTP status: the one table from code to status. */
export const ERROR_STATUS = {
  invalid_input: 422,
  malformed_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  idempotency_in_progress: 409,
  idempotency_mismatch: 422,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  quota_exceeded: 429,
  model_not_available: 404,
  model_unpriced: 422,
  context_too_long: 400,
  provider_failed: 502,
  provider_rejected: 400,
  unavailable: 503,
  timeout: 504,
  internal: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One field that is wrong: where (dot path) and what would be right. */
export interface FieldError {
  path: string;
  message: string;
}

export interface AppErrorOptions {
  errors?: FieldError[];
  /** Machine-readable extras that are safe to show to the caller (which limit, when it resets). */
  details?: Record<string, unknown>;
  /** Seconds after which the caller may try again. */
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** The one error type. `message` is safe to show to the caller; the cause is for the log alone. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: FieldError[] | undefined;
  readonly details: Record<string, unknown> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.errors = options.errors;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

export function notFound(what: string): AppError {
  return new AppError("not_found", `${what} was not found.`);
}

/** An error about one field: names it, and says what would be right. */
export function invalidField(path: string, message: string): AppError {
  return new AppError("invalid_input", message, { errors: [{ path, message }] });
}
