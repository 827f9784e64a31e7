import { v7 as uuidv7 } from "uuid";
import { getPool } from "../infra/db.ts";
import { inTransaction } from "./in-transaction.ts";
import type { Amounts, LimitScopeName } from "./reservation.ts";
import { TEAM_LOCK_SEED } from "./team-lock.ts";
import type { WindowKind } from "./window.ts";

/** What identifies a counter within its team. */
export interface CounterKey {
  scope: LimitScopeName;
  subjectId: string;
  window: WindowKind;
  start: Date;
  end: Date;
}

export interface CounterRow {
  id: string;
  used: Amounts;
  reserved: Amounts;
}

/**
 * The counters of these keys, in their order; those that don't exist are created with what the usage rows of their window
 * add up to. Rows are inserted under the shared side of the team's lock, and counters under the exclusive side, so that
 * no row falls between seeding a counter and adding to it.
 */
export async function ensureCounters(options: { teamId: string; keys: CounterKey[] }): Promise<CounterRow[]> {
  const { teamId, keys } = options;
  const params = [
    teamId,
    keys.map((key) => key.scope),
    keys.map((key) => key.subjectId),
    keys.map((key) => key.window),
    keys.map((key) => key.start.toISOString()),
    keys.map((key) => key.end.toISOString()),
  ];
  const found = await getPool().query<RawCounter>(SELECT, params);
  if (found.rows.length === keys.length) return found.rows.map(toCounter);

  return inTransaction(async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, ${TEAM_LOCK_SEED}))`, [teamId]);
    await client.query(SEED, [...params, keys.map(() => uuidv7())]);
    const { rows } = await client.query<RawCounter>(SELECT, params);
    return rows.map(toCounter);
  });
}

interface RawCounter {
  id: string;
  used: [string, string, string];
  reserved: [string, string, string];
}

const KEYS = `unnest($2::text[], $3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[])`;

const SELECT = `
SELECT c.id,
       ARRAY[c.used_requests, c.used_tokens, c.used_cost]::text[] AS used,
       ARRAY[c.reserved_requests, c.reserved_tokens, c.reserved_cost]::text[] AS reserved
  FROM ${KEYS} WITH ORDINALITY AS k(scope, subject_id, kind, start, "end", n)
  JOIN usage_counters c ON c.team_id = $1 AND c.scope = k.scope::"LimitScope" AND c.subject_id = k.subject_id
   AND c."window" = k.kind::"LimitWindow" AND c.window_start = k.start AND c.window_end = k."end"
 ORDER BY k.n`;

// A change of time zone may move only the end of a window, so a counter of the same start is counted anew.
const SEED = `
INSERT INTO usage_counters AS c (id, team_id, scope, subject_id, "window", window_start, window_end,
                                 used_requests, used_tokens, used_cost)
SELECT k.id, $1, k.scope::"LimitScope", k.subject_id, k.kind::"LimitWindow", k.start, k."end", u.requests, u.tokens, u.cost
  FROM unnest($2::text[], $3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::uuid[])
       AS k(scope, subject_id, kind, start, "end", id)
 CROSS JOIN LATERAL (
   SELECT count(*) AS requests, coalesce(sum(tokens), 0)::bigint AS tokens, coalesce(sum(cost_nano), 0)::bigint AS cost
     FROM (
       SELECT r.tokens_in::bigint + r.tokens_out AS tokens, r.cost_nano FROM usage_records r
        WHERE k.scope = 'TEAM' AND r.team_id = $1 AND r.occurred_at >= k.start AND r.occurred_at < k."end"
       UNION ALL
       SELECT r.tokens_in::bigint + r.tokens_out, r.cost_nano FROM usage_records r
        WHERE k.scope = 'KEY' AND r.team_id = $1 AND r.key_lineage_id = k.subject_id
          AND r.occurred_at >= k.start AND r.occurred_at < k."end"
       UNION ALL
       SELECT r.tokens_in::bigint + r.tokens_out, r.cost_nano FROM usage_records r
        WHERE k.scope = 'END_USER' AND r.team_id = $1 AND r.end_user_id = k.subject_id
          AND r.occurred_at >= k.start AND r.occurred_at < k."end"
     ) rows
 ) u
    ON CONFLICT (team_id, scope, subject_id, "window", window_start) DO UPDATE
   SET window_end = EXCLUDED.window_end, used_requests = EXCLUDED.used_requests,
       used_tokens = EXCLUDED.used_tokens, used_cost = EXCLUDED.used_cost
 WHERE c.window_end <> EXCLUDED.window_end`;

function toCounter(row: RawCounter): CounterRow {
  return { id: row.id, used: row.used.map(BigInt) as Amounts, reserved: row.reserved.map(BigInt) as Amounts };
}
