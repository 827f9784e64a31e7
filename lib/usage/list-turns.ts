import { getPool } from "../infra/db.ts";
import { dayWindow } from "./day-window.ts";
import { earliestDay } from "./earliest-day.ts";
import { FAILURE_TURN, TURN_JOINS, TURN_NAMES, USAGE_TURN } from "./turn-columns.ts";

export const TURN_STATUSES = ["ok", "partial", "interrupted", "failed", "refused"] as const;
export type TurnStatus = (typeof TURN_STATUSES)[number];

/** A turn: charged, or one that was not answered. Money is nano-USD in decimal digits. */
export interface TurnRow {
  id: string;
  teamId: string;
  teamName: string;
  status: TurnStatus;
  /** What went wrong; null when charged. */
  code: string | null;
  channel: string;
  model: string;
  providerName: string | null;
  keyId: string | null;
  keyLineageId: string | null;
  keyName: string | null;
  endUserId: string | null;
  endUserName: string | null;
  connectionId: string | null;
  connectionName: string | null;
  tokensIn: number;
  tokensOut: number;
  costNano: string;
  latencyMs: number;
  firstByteMs: number | null;
  requestId: string | null;
  occurredAt: Date;
  /** How many it stands for: refusals in quick succession are one. */
  turns: number;
}

export interface TurnFilters {
  teamId: string;
  keyLineageId?: string | undefined;
  endUserId?: string | undefined;
  channel?: string | undefined;
  model?: string | undefined;
  status?: TurnStatus | undefined;
  /** Team-local days, both included, YYYY-MM-DD. */
  from?: string | undefined;
  to?: string | undefined;
}

/** Where a page ended. */
export interface TurnPlace {
  occurredAt: Date;
  id: string;
}

interface ListOptions extends TurnFilters {
  timeZone: string;
  before?: TurnPlace | undefined;
  limit: number;
  now: Date;
}

/**
 * A team's turns, newest first. Each page reads about as many rows as it has: by an index, and for filters that no index
 * serves, no further back than the sums say is needed.
 * @param options.timeZone the team's, in which `from` and `to` are meant
 */
export async function listTurns(options: ListOptions): Promise<TurnRow[]> {
  const { timeZone, status, before, limit } = options;
  const values: unknown[] = [];
  const param = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const conditions = [`r.team_id = ${param(options.teamId, "uuid")}`];
  if (options.keyLineageId) conditions.push(`r.key_lineage_id = ${param(options.keyLineageId, "uuid")}`);
  if (options.endUserId) conditions.push(`r.end_user_id = ${param(options.endUserId, "uuid")}`);
  if (options.channel !== undefined) conditions.push(`r.channel = ${param(options.channel, "text")}`);
  if (options.model !== undefined) conditions.push(`r.model = ${param(options.model, "text")}`);
  const from = await lowerBound(options);
  if (from) conditions.push(`r.occurred_at >= ${param(dayWindow({ day: from, timeZone }).start, "timestamptz")}`);
  if (options.to) {
    conditions.push(`r.occurred_at < ${param(dayWindow({ day: options.to, timeZone }).end, "timestamptz")}`);
  }
  if (before) {
    conditions.push(
      `(r.occurred_at, r.id) < (${param(before.occurredAt, "timestamptz")}, ${param(before.id, "uuid")})`,
    );
  }
  const most = param(limit, "int");
  const of = (select: string, table: string, condition: string) =>
    `(SELECT ${select} FROM ${table} r WHERE ${[...conditions, condition].join(" AND ")}
       ORDER BY r.occurred_at DESC, r.id DESC LIMIT ${most})`;
  const isCharged = status === undefined || status === "ok" || status === "partial" || status === "interrupted";
  const isFailure = status === undefined || !isCharged;
  const parts = [
    ...(isCharged ? [of(USAGE_TURN, "usage_records", CHARGED[status as keyof typeof CHARGED] ?? "true")] : []),
    ...(isFailure ? [of(FAILURE_TURN, "turn_failures", FAILED[status as keyof typeof FAILED] ?? "true")] : []),
  ];
  const { rows } = await getPool().query<TurnRow>(
    `WITH t AS (SELECT * FROM (${parts.join(" UNION ALL ")}) both_kinds ORDER BY occurred_at DESC, id DESC LIMIT ${most})
     SELECT ${TURN_NAMES} FROM t ${TURN_JOINS} ORDER BY t.occurred_at DESC, t.id DESC`,
    values,
  );
  return rows;
}

// The partial index of turns that ended early serves both of its statuses. A second condition that says "not OK" would have
// the planner think them so few that it sorts them all.
const CHARGED = {
  ok: "r.status = 'OK'",
  partial: "r.status = 'PARTIAL'",
  interrupted: "r.status = 'INTERRUPTED'",
};
const FAILED = { failed: "r.kind = 'FAILED'", refused: "r.kind = 'REFUSED'" };

/** The first day to read: the one asked for, or a later one from which on there are enough turns. */
async function lowerBound(options: ListOptions): Promise<string | undefined> {
  const { from, status, endUserId, channel, model } = options;
  // Whoever is asked for by a key of an index, or for what is rare and has one, is found by it.
  if (endUserId || (channel === undefined && model === undefined) || (status !== undefined && status !== "ok")) {
    return from;
  }
  const found = await earliestDay({ ...options, isCharged: status === "ok" });
  return from === undefined || found > from ? found : from;
}
