import { getPool } from "../infra/db.ts";
import type { Amounts } from "./reservation.ts";

/** What a process asks of one counter. Units without a limit have no `limit` and need nothing. */
export interface Ask {
  counterId: string;
  /** Without this the whole is refused. */
  need: Amounts;
  /** What its waiting callers could use at once; at least `need`. */
  want: Amounts;
  /** At most this much more, to be spent without asking again. */
  spare: Amounts;
  limit: [bigint | null, bigint | null, bigint | null];
}

export interface Answer {
  counterId: string;
  granted: Amounts;
  used: Amounts;
  /** All processes' reserved figure, with what was granted. */
  reserved: Amounts;
}

/** A block beyond the need is at most this part of what is left, so that blocks shrink to nothing near the cap. */
const SPARE_PART = 32;

/**
 * Reserves on all counters, or on none, in one statement: it locks the counters in one order, decides on the locked
 * figures, and raises them together with this process's lease rows.
 */
export async function acquireQuota(options: {
  holder: string;
  asks: Ask[];
}): Promise<{ ok: boolean; answers: Answer[] }> {
  const { holder, asks } = options;
  const column = (pick: (ask: Ask) => Amounts | Ask["limit"]) =>
    [0, 1, 2].map((unit) => asks.map((ask) => pick(ask)[unit]?.toString() ?? null));
  const { rows } = await getPool().query<RawAnswer>({
    name: "usage-acquire",
    text: ACQUIRE,
    values: [
      asks.length,
      holder,
      asks.map((ask) => ask.counterId),
      ...column((ask) => ask.need),
      ...column((ask) => ask.want),
      ...column((ask) => ask.spare),
      ...column((ask) => ask.limit),
    ],
  });
  return {
    ok: rows[0]?.ok ?? false,
    answers: rows.map((row) => ({
      counterId: row.id,
      granted: row.granted.map(BigInt) as Amounts,
      used: row.used.map(BigInt) as Amounts,
      reserved: row.reserved.map(BigInt) as Amounts,
    })),
  };
}

interface RawAnswer {
  id: string;
  ok: boolean;
  granted: [string, string, string];
  used: [string, string, string];
  reserved: [string, string, string];
}

const grant = (unit: string) =>
  `CASE WHEN want_${unit} > 0 AND max_${unit} IS NOT NULL
        THEN least(left_${unit}, greatest(need_${unit}, want_${unit} + least(left_${unit} / ${SPARE_PART}, spare_${unit})))
        ELSE 0 END`;
// What is left is judged by the need alone: with no need, a negative rest grants nothing and refuses nothing.
const fits = (unit: string) => `(need_${unit} = 0 OR left_${unit} >= need_${unit})`;

const ACQUIRE = `
WITH ask AS (
  SELECT * FROM unnest($3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[],
                       $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[])
    AS a(id, need_r, need_t, need_c, want_r, want_t, want_c, spare_r, spare_t, spare_c, max_r, max_t, max_c)
), locked AS MATERIALIZED (
  SELECT a.*, c.used_requests, c.used_tokens, c.used_cost, c.reserved_requests, c.reserved_tokens, c.reserved_cost
    FROM usage_counters c JOIN ask a ON a.id = c.id
   ORDER BY c.id FOR UPDATE OF c
), room AS MATERIALIZED (
  SELECT *, max_r - used_requests - reserved_requests AS left_r,
            max_t - used_tokens - reserved_tokens AS left_t,
            max_c - used_cost - reserved_cost AS left_c
    FROM locked
), verdict AS MATERIALIZED (
  SELECT count(*) = $1::int AND coalesce(bool_and(${fits("r")} AND ${fits("t")} AND ${fits("c")}), false) AS ok FROM room
), granted AS MATERIALIZED (
  SELECT id, greatest(0, ${grant("r")}) AS r, greatest(0, ${grant("t")}) AS t, greatest(0, ${grant("c")}) AS c
    FROM room, verdict WHERE verdict.ok
), raised AS (
  UPDATE usage_counters u
     SET reserved_requests = u.reserved_requests + g.r, reserved_tokens = u.reserved_tokens + g.t,
         reserved_cost = u.reserved_cost + g.c
    FROM granted g WHERE u.id = g.id
), leased AS (
  INSERT INTO quota_leases AS l (counter_id, holder, requests, tokens, cost)
  SELECT id, $2::uuid, r, t, c FROM granted
      ON CONFLICT (counter_id, holder) DO UPDATE
     SET requests = l.requests + EXCLUDED.requests, tokens = l.tokens + EXCLUDED.tokens, cost = l.cost + EXCLUDED.cost
)
SELECT room.id, verdict.ok,
       ARRAY[coalesce(g.r, 0), coalesce(g.t, 0), coalesce(g.c, 0)]::text[] AS granted,
       ARRAY[used_requests, used_tokens, used_cost]::text[] AS used,
       ARRAY[reserved_requests + coalesce(g.r, 0), reserved_tokens + coalesce(g.t, 0), reserved_cost + coalesce(g.c, 0)]::text[]
         AS reserved
  FROM room CROSS JOIN verdict LEFT JOIN granted g ON g.id = room.id`;
