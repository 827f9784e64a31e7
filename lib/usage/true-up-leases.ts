import { inTransaction } from "./in-transaction.ts";
import type { Amounts } from "./reservation.ts";

/**
 * Sets a holder's lease rows to what it knows that it holds, and the counters' reserved figures by the difference. Needed
 * after a statement whose outcome is unknown because the connection was lost.
 */
export async function trueUpLeases(options: {
  holder: string;
  held: { counterId: string; amounts: Amounts }[];
}): Promise<void> {
  const { holder, held } = options;
  await inTransaction(async (client) => {
    const ids = held.map((lease) => lease.counterId);
    await client.query("SELECT id FROM usage_counters WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE", [ids]);
    const amounts = [0, 1, 2].map((unit) => held.map((lease) => lease.amounts[unit]?.toString()));
    await client.query(TRUE_UP, [holder, ids, ...amounts]);
  });
}

const TRUE_UP = `
WITH wanted AS (
  SELECT w.id, w.r, w.t, w.c, coalesce(l.requests, 0) AS old_r, coalesce(l.tokens, 0) AS old_t, coalesce(l.cost, 0) AS old_c
    FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[]) AS w(id, r, t, c)
    JOIN usage_counters c ON c.id = w.id
    LEFT JOIN quota_leases l ON l.counter_id = w.id AND l.holder = $1
), put AS (
  INSERT INTO quota_leases (counter_id, holder, requests, tokens, cost) SELECT id, $1, r, t, c FROM wanted
      ON CONFLICT (counter_id, holder) DO UPDATE
     SET requests = EXCLUDED.requests, tokens = EXCLUDED.tokens, cost = EXCLUDED.cost
)
UPDATE usage_counters u
   SET reserved_requests = u.reserved_requests + w.r - w.old_r,
       reserved_tokens = u.reserved_tokens + w.t - w.old_t,
       reserved_cost = u.reserved_cost + w.c - w.old_c
  FROM wanted w WHERE u.id = w.id`;
