import { AppError, type ErrorCode } from "../infra/errors.ts";
import { log } from "../infra/log.ts";
import { isUnavailable } from "./is-unavailable.ts";

const TITLES = {
  invalid_input: "Some of the input is not valid",
  malformed_request: "The request is malformed",
  unauthenticated: "Not signed in",
  forbidden: "Not allowed",
  not_found: "Not found",
  method_not_allowed: "Method not allowed",
  conflict: "Conflict",
  payload_too_large: "The body is too large",
  unsupported_media_type: "Unsupported media type",
  rate_limited: "Too many requests",
  quota_exceeded: "Quota exceeded",
  unavailable: "Temporarily unavailable",
  internal: "Something went wrong on our side",
} as const satisfies Partial<Record<ErrorCode, string>>;

/** An error as problem+json (RFC 9457). What was not meant for the caller's eyes becomes a 500 with the request's id alone. */
export function problemResponse(error: unknown, requestId: string, headers: Record<string, string> = {}): Response {
  const known = error instanceof AppError ? error : asAppError(error);
  const { code, status, errors, details, retryAfterSeconds } = known;
  const body = {
    type: `urn:switchboard:problem:${code}`,
    title: (TITLES as Partial<Record<ErrorCode, string>>)[code] ?? "The request failed",
    status,
    code,
    detail: known.message,
    ...(errors ? { errors } : {}),
    ...details,
    // Elsewhere it is in the header alone, so that equal answers are equal to the byte.
    ...(status >= 500 ? { requestId } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/problem+json",
      ...(status === 401 ? { "WWW-Authenticate": 'Bearer realm="Switchboard"' } : {}),
      ...(retryAfterSeconds === undefined ? {} : { "Retry-After": `${retryAfterSeconds}` }),
      ...headers,
    },
  });
}

function asAppError(error: unknown): AppError {
  if (isUnavailable(error)) {
    log().warn({ err: error }, "the database is away");
    return new AppError("unavailable", "The database cannot be reached right now. Try again in a moment.", {
      cause: error,
      retryAfterSeconds: 2,
    });
  }
  log().error({ err: error }, "admin request failed");
  return new AppError("internal", "The request failed on our side. Its id leads to the cause in the log.", {
    cause: error,
  });
}
