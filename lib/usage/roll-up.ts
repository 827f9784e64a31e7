import { getPool } from "../infra/db.ts";
import { NIL_UUID } from "./nil-uuid.ts";

const BATCH_SIZE = 5_000;

/**
 * Adds the usage rows that no rollup has seen to the daily sums. One statement claims, adds and marks a batch, so two
 * racers share the rows and neither adds one twice, nor does a killed one.
 * @param options.maxBatches of 5 000 rows each; all there are by default
 * @returns how many rows were rolled up
 */
export async function rollUp(options: { maxBatches?: number } = {}): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < (options.maxBatches ?? Number.POSITIVE_INFINITY); batch += 1) {
    const { rows } = await getPool().query<{ count: number }>(ROLL_UP);
    const count = rows[0]?.count ?? 0;
    total += count;
    if (count < BATCH_SIZE) break;
  }
  return total;
}

const ROLL_UP = `
WITH claimed AS MATERIALIZED (
  SELECT id FROM usage_records WHERE NOT rolled_up ORDER BY id LIMIT ${BATCH_SIZE} FOR UPDATE SKIP LOCKED
), marked AS (
  UPDATE usage_records r SET rolled_up = true FROM claimed WHERE r.id = claimed.id
  RETURNING r.team_id, r.day, r.channel, r.model,
            coalesce(r.key_lineage_id, '${NIL_UUID}') AS key_lineage_id,
            coalesce(r.connection_id, '${NIL_UUID}') AS connection_id,
            coalesce(r.end_user_id, '${NIL_UUID}') AS end_user_id,
            r.tokens_in, r.tokens_out, r.cost_nano, r.latency_ms, r.status
), added AS (
  INSERT INTO usage_daily AS d (team_id, day, channel, model, key_lineage_id, connection_id, end_user_id,
                                requests, tokens_in, tokens_out, cost_nano, latency_ms_sum, partials)
  SELECT team_id, day, channel, model, key_lineage_id, connection_id, end_user_id,
         count(*), sum(tokens_in), sum(tokens_out), sum(cost_nano), sum(latency_ms), count(*) FILTER (WHERE status <> 'OK')
    FROM marked
   GROUP BY 1, 2, 3, 4, 5, 6, 7
   ORDER BY 1, 2, 3, 4, 5, 6, 7
      ON CONFLICT (team_id, day, channel, model, key_lineage_id, connection_id, end_user_id) DO UPDATE
     SET requests = d.requests + EXCLUDED.requests, tokens_in = d.tokens_in + EXCLUDED.tokens_in,
         tokens_out = d.tokens_out + EXCLUDED.tokens_out, cost_nano = d.cost_nano + EXCLUDED.cost_nano,
         latency_ms_sum = d.latency_ms_sum + EXCLUDED.latency_ms_sum, partials = d.partials + EXCLUDED.partials
)
SELECT count(*)::int AS count FROM marked`;
