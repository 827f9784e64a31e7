/** Why a provider gave no answer. */
export type FailureKind =
  | "connect"
  | "dropped"
  | "timeout"
  | "server"
  | "throttled"
  | "denied"
  | "missing"
  | "redirect"
  | "malformed"
  | "rejected"
  | "open"
  | "cancelled";

interface FailurePolicy {
  /** Ask the same provider again. */
  retry: boolean;
  /** Ask the next one. */
  next: boolean;
  /** Counts against the provider's circuit breaker. */
  breaks: boolean;
}

/**
 * What follows from a failure. A time-out is not retried: the caller has already waited for it once. `rejected` is the
 * caller's own mistake (400, 413, 422), which every provider would refuse alike. `denied` (401, 402, 403) and `missing`
 * (404) are the operator's: another provider may well answer.
 */
export const FAILURE_POLICY = {
  connect: { retry: true, next: true, breaks: true },
  dropped: { retry: true, next: true, breaks: true },
  timeout: { retry: false, next: true, breaks: true },
  server: { retry: true, next: true, breaks: true },
  throttled: { retry: true, next: true, breaks: false },
  denied: { retry: false, next: true, breaks: true },
  missing: { retry: false, next: true, breaks: false },
  redirect: { retry: false, next: true, breaks: true },
  malformed: { retry: false, next: true, breaks: true },
  rejected: { retry: false, next: false, breaks: false },
  open: { retry: false, next: true, breaks: false },
  cancelled: { retry: false, next: false, breaks: false },
} as const satisfies Record<FailureKind, FailurePolicy>;

export interface FailureDetails {
  status?: number;
  retryAfterMs?: number;
  /** What the provider says is wrong with the caller's request; set for `rejected` alone, and safe to show. */
  said?: { message: string; param: string | null; code: string | null };
  cause?: unknown;
}

export class ProviderFailure extends Error {
  readonly kind: FailureKind;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly said: FailureDetails["said"];

  constructor(kind: FailureKind, message: string, details: FailureDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "ProviderFailure";
    this.kind = kind;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.said = details.said;
  }

  get policy(): FailurePolicy {
    return FAILURE_POLICY[this.kind];
  }
}
