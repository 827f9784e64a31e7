import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { log } from "../infra/log.ts";
import { counter } from "../infra/metrics.ts";
import { inTransaction } from "./in-transaction.ts";
import type { Amounts, ReservedPart } from "./reservation.ts";
import { TEAM_LOCK_SEED } from "./team-lock.ts";
import type { UsageRow } from "./usage-row.ts";

export interface WrittenCounter {
  id: string;
  used: Amounts;
  reserved: Amounts;
}

/**
 * Writes usage rows and takes down what had been reserved for them, in one transaction: each row once per team and
 * idempotency key; every existing counter that a new row falls into grows by it; leases shrink by at most what they hold,
 * and reserved figures by as much. Crossed soft limits raise their one alert.
 * @returns the touched counters' figures after it
 */
export async function writeBatch(options: { rows: UsageRow[]; lowered: ReservedPart[] }): Promise<WrittenCounter[]> {
  return inTransaction((client) => write(client, sorted(options.rows), total(options.lowered)));
}

async function write(client: pg.PoolClient, rows: UsageRow[], parts: ReservedPart[]): Promise<WrittenCounter[]> {
  let deltas: RawDelta[] = [];
  if (rows.length > 0) {
    await client.query(LOCK_TEAMS, [[...new Set(rows.map((row) => row.teamId))]]);
    deltas = (await client.query<RawDelta>({ name: "usage-insert", text: INSERT, values: columns(rows) })).rows;
  }
  if (deltas.length === 0 && parts.length === 0) return [];
  const touched = [...new Set([...deltas.map((delta) => delta.id), ...parts.map((part) => part.counterId)])];
  await client.query("SELECT id FROM usage_counters WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE", [touched]);
  // A statement of its own: whoever holds a counter's lock is alone with its leases, so this one sees them as they are.
  const { rows: counters } = await client.query<RawCounter>({
    name: "usage-apply",
    text: APPLY,
    values: [
      touched,
      deltas.map((delta) => delta.id),
      ...[0, 1, 2].map((unit) => deltas.map((delta) => delta.amounts[unit])),
      parts.map((part) => part.counterId),
      parts.map((part) => part.holder),
      ...[0, 1, 2].map((unit) => parts.map((part) => part.amounts[unit]?.toString())),
    ],
  });
  if (deltas.length > 0) await raiseAlerts(client, deltas);
  return counters.map((row) => ({
    id: row.id,
    used: row.used.map(BigInt) as Amounts,
    reserved: row.reserved.map(BigInt) as Amounts,
  }));
}

async function raiseAlerts(client: pg.PoolClient, deltas: RawDelta[]): Promise<void> {
  const { rows } = await client.query<{ team_id: string; limit_id: string; percent: number }>({
    name: "usage-alerts",
    text: ALERTS,
    values: [deltas.map((delta) => delta.id)],
  });
  for (const row of rows) {
    counter("switchboard_limit_alerts_total", "Soft limits crossed").inc();
    log().warn({ teamId: row.team_id, limitId: row.limit_id, percent: row.percent }, "soft limit crossed");
  }
}

interface RawDelta {
  id: string;
  amounts: [string, string, string];
}

interface RawCounter {
  id: string;
  used: [string, string, string];
  reserved: [string, string, string];
}

// In one order everywhere, so that two batches with the same keys wait for each other instead of deadlocking.
function sorted(rows: UsageRow[]): UsageRow[] {
  const place = (row: UsageRow) => `${row.teamId}|${row.idempotencyKey}`;
  return rows
    .map((row) => [place(row), row] as const)
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([, row]) => row);
}

function total(parts: ReservedPart[]): ReservedPart[] {
  const sums = new Map<string, ReservedPart>();
  for (const part of parts) {
    const name = `${part.counterId}|${part.holder}`;
    const sum = sums.get(name);
    if (sum) sum.amounts = sum.amounts.map((value, unit) => value + (part.amounts[unit] ?? 0n)) as Amounts;
    else sums.set(name, { ...part, amounts: [...part.amounts] });
  }
  return [...sums.values()];
}

function columns(rows: UsageRow[]): unknown[][] {
  return [
    rows.map(idOf),
    rows.map((row) => row.teamId),
    rows.map((row) => row.keyId ?? null),
    rows.map((row) => row.keyLineageId ?? null),
    rows.map((row) => row.endUserId ?? null),
    rows.map((row) => row.connectionId ?? null),
    rows.map((row) => row.roomId ?? null),
    rows.map((row) => row.channel),
    rows.map((row) => row.model),
    rows.map((row) => row.providerId ?? null),
    rows.map((row) => row.tokensIn),
    rows.map((row) => row.tokensOut),
    rows.map((row) => row.costNano),
    rows.map((row) => row.latencyMs),
    rows.map((row) => row.firstByteMs ?? null),
    rows.map((row) => row.status),
    rows.map((row) => row.idempotencyKey),
    rows.map((row) => row.requestId ?? null),
    rows.map((row) => row.occurredAt),
    rows.map((row) => row.day),
    rows.map((row) => (row.chain ? JSON.stringify(row.chain) : null)),
    rows.map((row) => row.configId ?? null),
  ];
}

function idOf(row: UsageRow): string {
  row.id ??= uuidv7();
  return row.id;
}

const LOCK_TEAMS = `
SELECT pg_advisory_xact_lock_shared(k) FROM (
  SELECT DISTINCT hashtextextended(t, ${TEAM_LOCK_SEED}) AS k FROM unnest($1::text[]) t ORDER BY 1
) keys`;

const INSERT = `
WITH inserted AS (
  INSERT INTO usage_records (id, team_id, key_id, key_lineage_id, end_user_id, connection_id, room_id, channel, model,
      provider_id, tokens_in, tokens_out, cost_nano, latency_ms, first_byte_ms, status, idempotency_key, request_id,
      occurred_at, day, chain, config_id)
  SELECT r.id, r.team_id, r.key_id, r.key_lineage_id, r.end_user_id, r.connection_id, r.room_id, r.channel, r.model,
      r.provider_id, r.tokens_in, r.tokens_out, r.cost_nano, r.latency_ms, r.first_byte_ms, r.status::"UsageStatus",
      r.idempotency_key, r.request_id, r.occurred_at, r.day, r.chain::jsonb, r.config_id
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::text[],
      $10::uuid[], $11::int[], $12::int[], $13::bigint[], $14::int[], $15::int[], $16::text[], $17::text[], $18::text[],
      $19::timestamptz[], $20::date[], $21::text[], $22::text[])
      AS r(id, team_id, key_id, key_lineage_id, end_user_id, connection_id, room_id, channel, model, provider_id,
      tokens_in, tokens_out, cost_nano, latency_ms, first_byte_ms, status, idempotency_key, request_id, occurred_at, day,
      chain, config_id)
      ON CONFLICT (team_id, idempotency_key) DO NOTHING
  RETURNING team_id, key_lineage_id, end_user_id, occurred_at, tokens_in::bigint + tokens_out AS tokens, cost_nano
), charged AS (
  SELECT team_id, 'TEAM'::"LimitScope" AS scope, team_id AS subject_id, occurred_at, tokens, cost_nano FROM inserted
  UNION ALL
  SELECT team_id, 'KEY', key_lineage_id, occurred_at, tokens, cost_nano FROM inserted WHERE key_lineage_id IS NOT NULL
  UNION ALL
  SELECT team_id, 'END_USER', end_user_id, occurred_at, tokens, cost_nano FROM inserted WHERE end_user_id IS NOT NULL
)
SELECT c.id, ARRAY[count(*), sum(x.tokens), sum(x.cost_nano)]::text[] AS amounts
  FROM charged x
  JOIN usage_counters c ON c.team_id = x.team_id AND c.scope = x.scope AND c.subject_id = x.subject_id
   AND x.occurred_at >= c.window_start AND x.occurred_at < c.window_end
 GROUP BY c.id`;

const APPLY = `
WITH delta AS (
  SELECT * FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[]) AS d(id, r, t, c)
), freed AS MATERIALIZED (
  SELECT l.counter_id, l.holder, least(l.requests, f.r) AS r, least(l.tokens, f.t) AS t, least(l.cost, f.c) AS c
    FROM unnest($6::uuid[], $7::uuid[], $8::bigint[], $9::bigint[], $10::bigint[]) AS f(id, holder, r, t, c)
    JOIN quota_leases l ON l.counter_id = f.id AND l.holder = f.holder
), shrunk AS (
  UPDATE quota_leases l SET requests = l.requests - f.r, tokens = l.tokens - f.t, cost = l.cost - f.c
    FROM freed f WHERE l.counter_id = f.counter_id AND l.holder = f.holder
), back AS (
  SELECT counter_id AS id, sum(r) AS r, sum(t) AS t, sum(c) AS c FROM freed GROUP BY counter_id
)
UPDATE usage_counters u
   SET used_requests = u.used_requests + coalesce(delta.r, 0),
       used_tokens = u.used_tokens + coalesce(delta.t, 0),
       used_cost = u.used_cost + coalesce(delta.c, 0),
       reserved_requests = u.reserved_requests - coalesce(back.r, 0),
       reserved_tokens = u.reserved_tokens - coalesce(back.t, 0),
       reserved_cost = u.reserved_cost - coalesce(back.c, 0)
  FROM unnest($1::uuid[]) AS touched(id) LEFT JOIN delta ON delta.id = touched.id LEFT JOIN back ON back.id = touched.id
 WHERE u.id = touched.id
RETURNING u.id, ARRAY[u.used_requests, u.used_tokens, u.used_cost]::text[] AS used,
          ARRAY[u.reserved_requests, u.reserved_tokens, u.reserved_cost]::text[] AS reserved`;

const ALERTS = `
INSERT INTO limit_alerts (id, team_id, limit_id, subject_id, window_start, percent)
SELECT gen_random_uuid(), c.team_id, l.id, c.subject_id, c.window_start, l.soft_percent
  FROM usage_counters c
  JOIN limits l ON l.team_id = c.team_id AND l.scope = c.scope AND l."window" = c."window"
   AND (l.subject_id IS NULL OR l.subject_id = c.subject_id)
 WHERE c.id = ANY($1::uuid[]) AND l.soft_percent IS NOT NULL
   AND 100 * CASE l.unit WHEN 'REQUESTS' THEN c.used_requests WHEN 'TOKENS' THEN c.used_tokens ELSE c.used_cost END::numeric
       >= l.soft_percent * (l.amount::numeric + coalesce((
            SELECT sum(t.amount) FROM limit_top_ups t
             WHERE t.limit_id = l.id AND t.window_start = c.window_start AND t.window_end = c.window_end), 0))
   AND (l.subject_id IS NOT NULL OR NOT EXISTS (
     SELECT 1 FROM limits n WHERE n.team_id = l.team_id AND n.scope = l.scope AND n."window" = l."window"
        AND n.unit = l.unit AND n.subject_id = c.subject_id))
   AND NOT EXISTS (
     SELECT 1 FROM limit_alerts a WHERE a.limit_id = l.id AND a.subject_id = c.subject_id AND a.window_start = c.window_start)
    ON CONFLICT (limit_id, subject_id, window_start) DO NOTHING
RETURNING team_id, limit_id, percent`;
