import { scrub } from "../../infra/log.ts";
import { ProviderFailure } from "./provider-failure.ts";

/**
 * What an answer other than 200 means.
 * @param body the answer's body, of which only a rejected request's explanation is ever shown to a caller
 */
export function failureOfStatus(options: {
  status: number;
  retryAfter: string | undefined;
  body: string;
  now: Date;
}): ProviderFailure {
  const { status } = options;
  const message = `the provider answered ${status}`;
  if (status >= 300 && status < 400) return new ProviderFailure("redirect", message, { status });
  if (status === 401 || status === 402 || status === 403) return new ProviderFailure("denied", message, { status });
  if (status === 404) return new ProviderFailure("missing", message, { status });
  if (status === 408) return new ProviderFailure("timeout", message, { status });
  if (status === 429) {
    const retryAfterMs = parseRetryAfter(options.retryAfter, options.now);
    return new ProviderFailure("throttled", message, {
      status,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  if (status >= 400 && status < 500) {
    return new ProviderFailure("rejected", message, { status, said: explanationIn(options.body) });
  }
  return new ProviderFailure(status >= 500 ? "server" : "malformed", message, { status });
}

/** @returns milliseconds; the header holds seconds or a date (RFC 9110, 10.2.3) */
function parseRetryAfter(value: string | undefined, now: Date): number | undefined {
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

const LONGEST_EXPLANATION = 500;

function explanationIn(body: string): { message: string; param: string | null; code: string | null } {
  const error = readError(body);
  const message = typeof error?.message === "string" ? error.message : "The provider refused the request.";
  return {
    message: scrub(message).slice(0, LONGEST_EXPLANATION),
    param: typeof error?.param === "string" ? error.param.slice(0, 100) : null,
    code: typeof error?.code === "string" && /^[\w.-]{1,64}$/.test(error.code) ? error.code : null,
  };
}

function readError(body: string): { message?: unknown; param?: unknown; code?: unknown } | undefined {
  try {
    const parsed = JSON.parse(body) as { error?: unknown } | null;
    return typeof parsed?.error === "object" && parsed.error !== null ? parsed.error : undefined;
  } catch {
    return undefined;
  }
}
