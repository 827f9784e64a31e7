import { getPool } from "../infra/db.ts";
import type { ActiveTurn } from "./activity.ts";

/**
 * The turns that ended last, oldest first, charged or not.
 * @param options.teamIds only these teams'; all by default
 */
export async function newestTurns(options: { teamIds?: string[] | undefined; limit: number }): Promise<ActiveTurn[]> {
  const { teamIds, limit } = options;
  const { rows } = await getPool().query<Omit<ActiveTurn, "occurredAt"> & { occurredAt: Date }>(
    teamIds ? OF_TEAMS : OF_ALL,
    teamIds ? [limit, teamIds] : [limit],
  );
  return rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() })).reverse();
}

const CHARGED = `SELECT id, team_id, channel, model, lower(status::text) AS status, tokens_in::bigint + tokens_out AS tokens,
  cost_nano, latency_ms, occurred_at FROM usage_records`;
const FAILED = `SELECT id, team_id, channel, model, lower(kind::text), 0::bigint, 0::bigint, latency_ms, occurred_at
  FROM turn_failures`;

const SHOWN = `t.id AS "turnId", t.team_id AS "teamId", t.channel, t.model, t.status, t.tokens::float8 AS tokens,
  t.cost_nano::text AS "costNano", t.latency_ms AS "latencyMs", t.occurred_at AS "occurredAt"`;

// Ids are UUIDv7, made when a turn is written: the primary key goes by time.
const OF_ALL = `
SELECT ${SHOWN} FROM ((${CHARGED} ORDER BY id DESC LIMIT $1) UNION ALL (${FAILED} ORDER BY id DESC LIMIT $1)) t
 ORDER BY t.occurred_at DESC, t.id DESC LIMIT $1`;

const newestOf = (select: string) => `
  SELECT one.* FROM unnest($2::uuid[]) AS team(id) CROSS JOIN LATERAL (
    ${select} WHERE team_id = team.id ORDER BY occurred_at DESC, id DESC LIMIT $1) one`;

const OF_TEAMS = `
SELECT ${SHOWN} FROM (${newestOf(CHARGED)} UNION ALL ${newestOf(FAILED)}) t
 ORDER BY t.occurred_at DESC, t.id DESC LIMIT $1`;
