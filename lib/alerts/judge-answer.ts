import type { SafeAnswer } from "../infra/safe-fetch.ts";
import { parseRetryAfter } from "./parse-retry-after.ts";

/** What became of one try. `error` is a code, with a detail behind a colon where there is one: `status:500`. */
export type Outcome =
  | { result: "delivered" }
  /** `afterMs`: as long as the far side asks for; left out: our own backoff. */
  | { result: "retry"; error: string; afterMs?: number }
  /** Trying again would change nothing. */
  | { result: "failed"; error: string }
  /** The far side wants nothing more, ever. */
  | { result: "disable"; error: string };

/** The longest that a far side may make us wait: after that the news is none. */
export const LONGEST_WAIT_MS = 6 * 3_600_000;

const TEMPORARY = ["timeout", "unreachable", "unresolvable"];

/** What an answer to a webhook means. */
export function judgeAnswer(options: { answer: SafeAnswer; now: Date }): Outcome {
  const { answer, now } = options;
  if (!answer.ok) {
    const result = TEMPORARY.includes(answer.problem) ? "retry" : "failed";
    return { result, error: answer.problem };
  }
  const { status } = answer;
  if (status >= 200 && status < 300) return { result: "delivered" };
  // Wherever it leads, the signature was not made for it.
  if (status >= 300 && status < 400) return { result: "failed", error: `redirect:${status}` };
  if (status === 410) return { result: "disable", error: "gone" };
  const error = `status:${status}`;
  const mayChange = status >= 500 || status === 408 || status === 425 || status === 429;
  if (!mayChange) return { result: "failed", error };
  const afterMs = parseRetryAfter({ value: answer.headers["retry-after"], now });
  if (afterMs === undefined) return { result: "retry", error };
  return waitFor(afterMs, error);
}

/** A retry after what the far side asks for, unless that is longer than anybody cares for. */
export function waitFor(afterMs: number, error: string): Outcome {
  if (afterMs > LONGEST_WAIT_MS) return { result: "failed", error: "waitTooLong" };
  return { result: "retry", error, afterMs };
}
