import { FAILURE_POLICY, type FailureKind } from "./provider-failure.ts";

/** Older attempts say little about now. */
export const ATTEMPT_MINUTES = 15;
const MINUTE_MS = 60_000;

/** How one provider has served this process lately. */
export interface AttemptFigures {
  /** The span that the counts are of. */
  minutes: number;
  attempts: number;
  failures: number;
  /** Over the attempts that were answered: the sum of their milliseconds to the first byte. */
  firstByteMsSum: number;
  /** The newest failure, however old; `at` in ISO 8601. */
  lastFailure?: { kind: FailureKind; at: string };
  /** The first failure since the last answer, in ISO 8601; absent once it answers. */
  failingSince?: string;
}

interface Track {
  /** One per minute, at its number modulo their count. */
  minutes: { minute: number; attempts: number; failures: number; firstByteMs: number }[];
  lastFailure?: { kind: FailureKind; at: string };
  failingSince?: string;
}

const tracks = new Map<string, Track>();

/**
 * Counts one attempt. What says nothing about the provider is left out: calls given up, and calls that its open breaker
 * turned away. A request that it rejected as the caller's mistake counts as an answer.
 */
export function recordAttempt(options: {
  providerId: string;
  outcome: "ok" | FailureKind;
  /** Milliseconds to the first byte; of an answer. */
  firstByteMs?: number;
  now: Date;
}): void {
  const { providerId, outcome, firstByteMs = 0, now } = options;
  if (outcome === "cancelled" || outcome === "open") return;
  const track = tracks.get(providerId) ?? { minutes: [] };
  tracks.set(providerId, track);
  const minute = Math.floor(now.getTime() / MINUTE_MS);
  const at = minute % ATTEMPT_MINUTES;
  let counts = track.minutes[at];
  if (counts?.minute !== minute) {
    counts = { minute, attempts: 0, failures: 0, firstByteMs: 0 };
    track.minutes[at] = counts;
  }
  counts.attempts += 1;
  if (outcome === "ok" || !FAILURE_POLICY[outcome].next) {
    counts.firstByteMs += firstByteMs;
    track.failingSince = undefined;
    return;
  }
  counts.failures += 1;
  track.lastFailure = { kind: outcome, at: now.toISOString() };
  track.failingSince ??= now.toISOString();
}

/** The figures of this process, by provider id: of the providers that it has called. */
export function attemptFigures(now: Date): Record<string, AttemptFigures> {
  const newest = Math.floor(now.getTime() / MINUTE_MS);
  return Object.fromEntries(
    [...tracks].map(([id, { minutes, lastFailure, failingSince }]) => {
      const figures: AttemptFigures = { minutes: ATTEMPT_MINUTES, attempts: 0, failures: 0, firstByteMsSum: 0 };
      for (const counts of minutes) {
        if (!counts || counts.minute <= newest - ATTEMPT_MINUTES) continue;
        figures.attempts += counts.attempts;
        figures.failures += counts.failures;
        figures.firstByteMsSum += Math.round(counts.firstByteMs);
      }
      return [id, { ...figures, ...(lastFailure ? { lastFailure } : {}), ...(failingSince ? { failingSince } : {}) }];
    }),
  );
}

/** So that one test's attempts are not the next one's. */
export function forgetAttempts(): void {
  tracks.clear();
}
