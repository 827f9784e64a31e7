import { inTransaction } from "./in-transaction.ts";

/**
 * Gives back whatever these holders still hold, and forgets the holders. Without a list: all whose heartbeat has lapsed,
 * and leases whose holder is gone.
 * @returns how many leases were returned
 */
export async function returnLeases(options: { holders?: string[] } = {}): Promise<number> {
  return inTransaction(async (client) => {
    // Deleting the holder first makes a late heartbeat wait for this transaction, and then find out.
    if (options.holders) await client.query("DELETE FROM quota_holders WHERE id = ANY($1::uuid[])", [options.holders]);
    else await client.query("DELETE FROM quota_holders WHERE expires_at < now()");
    const { rows } = await client.query<{ counter_id: string; holder: string }>(
      options.holders
        ? "SELECT counter_id, holder FROM quota_leases WHERE holder = ANY($1::uuid[])"
        : `SELECT counter_id, holder FROM quota_leases l
            WHERE NOT EXISTS (SELECT 1 FROM quota_holders h WHERE h.id = l.holder)`,
      options.holders ? [options.holders] : [],
    );
    const counterIds = rows.map((row) => row.counter_id);
    await client.query("SELECT id FROM usage_counters WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE", [counterIds]);
    const returned = await client.query(RETURN, [counterIds, rows.map((row) => row.holder)]);
    return returned.rows[0]?.count ?? 0;
  });
}

const RETURN = `
WITH gone AS (
  DELETE FROM quota_leases l USING unnest($1::uuid[], $2::uuid[]) AS g(counter_id, holder)
   WHERE l.counter_id = g.counter_id AND l.holder = g.holder
  RETURNING l.counter_id, l.requests, l.tokens, l.cost
), sums AS (
  SELECT counter_id, sum(requests) AS r, sum(tokens) AS t, sum(cost) AS c FROM gone GROUP BY counter_id
), lowered AS (
  UPDATE usage_counters u
     SET reserved_requests = u.reserved_requests - s.r, reserved_tokens = u.reserved_tokens - s.t,
         reserved_cost = u.reserved_cost - s.c
    FROM sums s WHERE u.id = s.counter_id
)
SELECT count(*)::int AS count FROM gone`;
