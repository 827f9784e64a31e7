import { isUnavailable } from "#lib/http/is-unavailable.ts";
import { AppError, type ErrorCode } from "#lib/infra/errors.ts";
import { log } from "#lib/infra/log.ts";
import { said } from "#lib/infra/said.ts";

export interface ErrorAnswer {
  status: number;
  headers: Record<string, string>;
  body: {
    error: { message: string; type: string; param: string | null; code: string | null; [extra: string]: unknown };
  };
}

/**
 * Any failure as OpenAI's error envelope. What is not an AppError is logged and told to the caller as 503 (the database
 * is away) or 500, without a word of its message.
 */
export function errorAnswer(error: unknown): ErrorAnswer {
  const known = toAppError(error);
  const shape = SHAPES[known.code] ?? { type: "invalid_request_error", code: known.code };
  const param = known.errors?.[0]?.path ?? null;
  const details = known.details ?? {};
  return {
    status: known.status,
    headers: {
      ...(known.retryAfterSeconds === undefined ? {} : { "retry-after": `${Math.ceil(known.retryAfterSeconds)}` }),
      // The rest of the body is not worth receiving.
      ...(known.code === "payload_too_large" ? { connection: "close" } : {}),
      // The official clients obey this: a quota does not come back within their few seconds of retries.
      ...(known.code === "quota_exceeded" ? { "x-should-retry": "false" } : {}),
    },
    body: { error: { message: known.message, type: shape.type, param, code: shape.code, ...details } },
  };
}

// OpenAI's own words where it has any: its clients and many callers compare them.
const SHAPES: Partial<Record<ErrorCode, { type: string; code: string | null }>> = {
  unauthenticated: { type: "invalid_request_error", code: "invalid_api_key" },
  forbidden: { type: "permission_error", code: "forbidden" },
  model_not_available: { type: "invalid_request_error", code: "model_not_found" },
  context_too_long: { type: "invalid_request_error", code: "context_length_exceeded" },
  rate_limited: { type: "requests", code: "rate_limit_exceeded" },
  quota_exceeded: { type: "insufficient_quota", code: "insufficient_quota" },
  provider_failed: { type: "server_error", code: "provider_error" },
  unavailable: { type: "server_error", code: "unavailable" },
  timeout: { type: "server_error", code: "timeout" },
  internal: { type: "server_error", code: "internal_error" },
};

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isUnavailable(error)) {
    log().warn({ err: error }, "request refused: the database is away");
    return new AppError("unavailable", said`The service cannot reach its database. Try again in a moment.`, {
      retryAfterSeconds: 2,
    });
  }
  log().error({ err: error }, "request failed");
  return new AppError("internal", said`Something went wrong on our side. The request id names it in our logs.`);
}
