/** How a provider does, the worst first: what operators are told of it in a word. */
export const PROVIDER_STATES = ["resting", "trying", "failing", "unsteady", "healthy", "idle", "unseen"] as const;
export type ProviderState = (typeof PROVIDER_STATES)[number];

/** What one live process says of one provider. */
export interface ProviderReport {
  state: "closed" | "open" | "halfOpen";
  openedAt?: Date | undefined;
  attempts: number;
  failures: number;
  /** Sum over the answered attempts, in milliseconds. */
  firstByteMsSum: number;
  lastFailure?: { kind: string; at: Date } | undefined;
  failingSince?: Date | undefined;
}

export interface ProviderHealth {
  /**
   * `resting`: a breaker is open, calls go elsewhere. `trying`: it has rested, the next call tries it. `failing`: half of
   * the recent attempts or more. `unsteady`: a twentieth or more. `idle`: not called lately. `unseen`: nobody reports.
   */
  state: ProviderState;
  /** When the trouble began; null without any, or when it comes and goes. */
  since: Date | null;
  /** Processes that have called it, and those of them whose breaker is not closed. */
  processes: number;
  troubled: number;
  attempts: number;
  failures: number;
  /** The mean time to the first byte, in milliseconds; null without an answer. */
  firstByteMs: number | null;
  lastFailure: { kind: string; at: Date } | null;
}

/** Below so many attempts a share says little. */
const TELLING_ATTEMPTS = 3;
const FAILING_SHARE = 0.5;
const UNSTEADY_SHARE = 0.05;

/**
 * One word on a provider from what every process says of it: it is as bad as it is for the worst-off. Pure.
 * @param anyoneLive whether any process that calls providers reports at all
 */
export function judgeProvider(reports: readonly ProviderReport[], anyoneLive: boolean): ProviderHealth {
  const sum = (pick: (report: ProviderReport) => number) => reports.reduce((total, report) => total + pick(report), 0);
  const attempts = sum((report) => report.attempts);
  const failures = sum((report) => report.failures);
  const answered = attempts - failures;
  const troubled = reports.filter(({ state }) => state !== "closed");
  const told = reports.flatMap(({ lastFailure }) => lastFailure ?? []);
  const lastFailure = told.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null;
  return {
    ...stateOf(),
    processes: reports.length,
    troubled: troubled.length,
    attempts,
    failures,
    firstByteMs: answered > 0 ? Math.round(sum((report) => report.firstByteMsSum) / answered) : null,
    lastFailure,
  };

  function stateOf(): Pick<ProviderHealth, "state" | "since"> {
    if (troubled.some(({ state }) => state === "open")) return { state: "resting", since: earliest(troubled) };
    if (troubled.length > 0) return { state: "trying", since: earliest(troubled) };
    if (!anyoneLive) return { state: "unseen", since: null };
    if (attempts === 0) return { state: "idle", since: null };
    const share = failures / attempts;
    if (attempts >= TELLING_ATTEMPTS && share >= FAILING_SHARE) return { state: "failing", since: earliest(reports) };
    if (share >= UNSTEADY_SHARE) return { state: "unsteady", since: null };
    return { state: "healthy", since: null };
  }
}

/** When the longest run of failures began, or else the first breaker opened. */
function earliest(reports: readonly ProviderReport[]): Date | null {
  const moments = reports.flatMap(({ failingSince, openedAt }) => failingSince ?? openedAt ?? []);
  return moments.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
