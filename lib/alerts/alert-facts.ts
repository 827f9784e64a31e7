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

/** The gate of a group does not work; or that of every group that asks for a channel, where it is the channel's trouble. */
export interface GateFacts {
  teamName: string;
  connectionId: string;
  connectionName: string;
  /** A code of the gate's, such as `bot_not_admin`. */
  code: string;
  /** One of them, where it is a channel's trouble. */
  groupId: string;
  groupTitle: string;
  /** How many there are when it begins. */
  groups: number;
  /** Telegram's id; null where it is the group's own trouble. */
  channelChatId: string | null;
  channelTitle: string | null;
}

export type AlertFacts =
  | ({ kind: "SOFT_LIMIT" | "LIMIT_REACHED" } & LimitFacts)
  | ({ kind: "CONNECTION_UNHEALTHY" } & ConnectionFacts)
  | ({ kind: "JOB_DEAD" } & DeadJobFacts)
  | ({ kind: "DRIFT" } & DriftFacts)
  | ({ kind: "GATE_TROUBLE" } & GateFacts);

/** How grave each kind is. */
export const SEVERITY = {
  SOFT_LIMIT: "WARNING",
  LIMIT_REACHED: "CRITICAL",
  CONNECTION_UNHEALTHY: "CRITICAL",
  JOB_DEAD: "WARNING",
  DRIFT: "CRITICAL",
  GATE_TROUBLE: "WARNING",
} as const satisfies Record<AlertFacts["kind"], "WARNING" | "CRITICAL">;

/** What a team hears of; the rest concerns the installation, and so its operators. */
export const TEAM_KINDS = ["SOFT_LIMIT", "LIMIT_REACHED", "CONNECTION_UNHEALTHY", "GATE_TROUBLE"] as const;
export const PLATFORM_KINDS = ["JOB_DEAD", "DRIFT"] as const;
