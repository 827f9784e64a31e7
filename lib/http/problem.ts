import { AppError, type ErrorCode } from "../infra/errors.ts";
import { log } from "../infra/log.ts";
import { inEnglish, type Said, said } from "../infra/said.ts";
import { isUnavailable } from "./is-unavailable.ts";
import type { Say } from "./say-in.ts";

const TITLES = {
  invalid_input: said`Some of the input is not valid`,
  malformed_request: said`The request is malformed`,
  unauthenticated: said`Not signed in`,
  forbidden: said`Not allowed`,
  not_found: said`Not found`,
  method_not_allowed: said`Method not allowed`,
  conflict: said`Conflict`,
  payload_too_large: said`The body is too large`,
  unsupported_media_type: said`Unsupported media type`,
  rate_limited: said`Too many requests`,
  quota_exceeded: said`Quota exceeded`,
  unavailable: said`Temporarily unavailable`,
  internal: said`Something went wrong on our side`,
} as const satisfies Partial<Record<ErrorCode, Said>>;

/**
 * An error as problem+json (RFC 9457). What was not meant for the caller's eyes becomes a 500 with the request's id alone.
 * @param say in which language; English by default
 */
export function problemResponse(
  error: unknown,
  requestId: string,
  headers: Record<string, string> = {},
  say: Say = inEnglish,
): Response {
  const known = error instanceof AppError ? error : asAppError(error);
  const { code, status, fields, details, retryAfterSeconds } = known;
  const title = (TITLES as Partial<Record<ErrorCode, Said>>)[code] ?? said`The request failed`;
  const body = {
    type: `urn:switchboard:problem:${code}`,
    title: say(title),
    status,
    code,
    detail: say(known.said),
    ...(fields ? { errors: fields.map(({ path, message }) => ({ path, message: say(message) })) } : {}),
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
    return new AppError("unavailable", said`The database cannot be reached right now. Try again in a moment.`, {
      cause: error,
      retryAfterSeconds: 2,
    });
  }
  log().error({ err: error }, "admin request failed");
  return new AppError("internal", said`The request failed on our side. Its id leads to the cause in the log.`, {
    cause: error,
  });
}
