import type { ChainTry } from "./chain-try.ts";
import type { WindowKind } from "./window.ts";

export type LimitScopeName = "TEAM" | "KEY" | "END_USER";
export type LimitUnitName = "REQUESTS" | "TOKENS" | "COST";

/** Who a call is charged to. `keyLineageId` is the first key of a chain of rotations. */
export interface Subjects {
  teamId: string;
  keyLineageId?: string;
  endUserId?: string;
}

/** What a call may cost at most; it always counts as one request. */
export interface Estimate {
  tokens: number;
  costNano: bigint;
}

/** Where a subject stands against one limit. Amounts of COST are nano-USD. */
export interface LimitStatus {
  limitId: string;
  scope: LimitScopeName;
  unit: LimitUnitName;
  window: WindowKind;
  amount: bigint;
  used: bigint;
  /** Held by calls that are still running, and by other processes. */
  reserved: bigint;
  /** What a new call may still take; never negative. */
  remaining: bigint;
  resetsAt: Date;
}

/** What is known of a call at its end. Tokens are whole numbers, latencies milliseconds. */
export interface UsageFacts {
  /** Unique per team: the same turn is charged once, however often it is settled. */
  idempotencyKey: string;
  keyId?: string;
  connectionId?: string;
  roomId?: string;
  channel: string;
  model: string;
  providerId?: string;
  tokensIn: number;
  tokensOut: number;
  costNano: bigint;
  latencyMs: number;
  firstByteMs?: number;
  status: "OK" | "PARTIAL" | "INTERRUPTED";
  requestId?: string;
  /** The tries that led to the answer, in order. */
  chain?: ChainTry[];
  /** Of the configuration that it obeyed (config-snapshot.ts). */
  configId?: string;
}

/** Requests, tokens and nano-USD, in this order. */
export type Amounts = [requests: bigint, tokens: bigint, costNano: bigint];

export const UNITS = ["REQUESTS", "TOKENS", "COST"] as const satisfies LimitUnitName[];

/** What a reservation holds of one counter, and on behalf of which lease holder. */
export interface ReservedPart {
  counterId: string;
  holder: string;
  amounts: Amounts;
}

/** A call that may go ahead. Hand it to `settle` or `release`, once; a second time does nothing. */
export interface Reservation {
  readonly id: string;
  readonly subjects: Subjects;
  /** The moment that places the call in its windows. */
  readonly occurredAt: Date;
  /** That moment's day in the team's time zone, YYYY-MM-DD. */
  readonly day: string;
  readonly parts: ReservedPart[];
  readonly interruptible: boolean;
  open: boolean;
}

export interface ReserveOptions {
  subjects: Subjects;
  estimate: Estimate;
  timeZone: string;
  now: Date;
  /** Journaled: charged as INTERRUPTED if this process dies in mid-call. Omit for queue jobs, which are retried. */
  interruptible?: UsageFacts;
}

export type ReserveResult =
  | { ok: true; reservation: Reservation; limits: LimitStatus[] }
  | { ok: false; violated: LimitStatus; limits: LimitStatus[]; retryAfterSeconds: number };
