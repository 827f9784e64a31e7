import { inEnglish, type Said } from "./said.ts";

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
  errors?: { path: string; message: Said }[];
  /** Machine-readable extras that are safe to show to the caller (which limit, when it resets). */
  details?: Record<string, unknown>;
  /** Seconds after which the caller may try again. */
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** The one error type. What it says is safe to show to the caller; the cause is for the log alone. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** What `message` says in English, ready to be said in another language. */
  readonly said: Said;
  readonly fields: readonly { path: string; message: Said }[] | undefined;
  readonly details: Record<string, unknown> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, said: Said, options: AppErrorOptions = {}) {
    super(inEnglish(said), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.said = said;
    this.fields = options.errors;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  /** The wrong fields in English. */
  get errors(): FieldError[] | undefined {
    return this.fields?.map(({ path, message }) => ({ path, message: inEnglish(message) }));
  }
}

/** @param sentence said`The key was not found.`: alike for what is not there and what others own */
export function notFound(sentence: Said): AppError {
  return new AppError("not_found", sentence);
}

/** An error about one field: names it, and says what would be right. */
export function invalidField(path: string, message: Said): AppError {
  return fieldError("invalid_input", path, message);
}

/** Another error about one field, such as a name that is taken. */
export function fieldError(code: ErrorCode, path: string, message: Said): AppError {
  return new AppError(code, message, { errors: [{ path, message }] });
}
