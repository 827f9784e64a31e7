/**
 * What an alert's text is made of, by its kind. Amounts are requests, tokens or nano-USD in decimal digits; never a secret or
 * a message's words.
 */
export interface LimitFacts {
  teamName: string;
  limitId: string;
  scope: "TEAM" | "KEY" | "END_USER";
  subjectId: string;
  subjectName: string;
  unit: "REQUESTS" | "TOKENS" | "COST";
  window: "DAY" | "MONTH";
  amount: string;
  used: string;
  percent: number;
  softPercent: number | null;
  /** ISO 8601. */
  windowEnd: string;
}

export interface ConnectionFacts {
  teamName: string;
  connectionId: string;
  connectionName: string;
  connectionKind: string;
  reason: string | null;
}

export interface DeadJobFacts {
  queue: string;
  count: number;
}

export interface DriftFacts {
  driftTeamId: string;
  teamName: string;
  differences: number;
}

export type AlertFacts =
  | ({ kind: "SOFT_LIMIT" | "LIMIT_REACHED" } & LimitFacts)
  | ({ kind: "CONNECTION_UNHEALTHY" } & ConnectionFacts)
  | ({ kind: "JOB_DEAD" } & DeadJobFacts)
  | ({ kind: "DRIFT" } & DriftFacts);

/** How grave each kind is. */
export const SEVERITY = {
  SOFT_LIMIT: "WARNING",
  LIMIT_REACHED: "CRITICAL",
  CONNECTION_UNHEALTHY: "CRITICAL",
  JOB_DEAD: "WARNING",
  DRIFT: "CRITICAL",
} as const satisfies Record<AlertFacts["kind"], "WARNING" | "CRITICAL">;

/** What a team hears of; the rest concerns the installation, and so its operators. */
export const TEAM_KINDS = ["SOFT_LIMIT", "LIMIT_REACHED", "CONNECTION_UNHEALTHY"] as const;
export const PLATFORM_KINDS = ["JOB_DEAD", "DRIFT"] as const;
