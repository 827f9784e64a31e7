import { getPool } from "../infra/db.ts";
import { KEEP_HOURS_DAYS } from "./keep-hours.ts";
import { replayJournals } from "./replay-journals.ts";
import { returnLeases } from "./return-leases.ts";

export interface SweepResult {
  journals: number;
  leases: number;
  counters: number;
  idempotencyRecords: number;
}

/** A counter is kept this long after its window, for late rows and for whoever looks back. */
const KEEP_COUNTERS_DAYS = 40;

/**
 * Cleans up after dead processes: replays their journals, gives back their leases; and removes what has run its time:
 * counters of long past windows, sums per hour after a month, idempotency records after their 24 h.
 * @param options.journalDir this host's journals; without it they are left alone
 */
export async function sweepUsage(options: { now: Date; journalDir?: string }): Promise<SweepResult> {
  const { now, journalDir } = options;
  const journals = journalDir ? await replayJournals({ journalDir }) : 0;
  const leases = await returnLeases();
  await getPool().query(
    `DELETE FROM quota_leases l USING usage_counters c
      WHERE c.id = l.counter_id AND c.window_end < $1 AND l.requests = 0 AND l.tokens = 0 AND l.cost = 0`,
    [now],
  );
  const counters = await getPool().query(
    `DELETE FROM usage_counters c
      WHERE c.window_end < $1::timestamptz - interval '${KEEP_COUNTERS_DAYS} days'
        AND c.reserved_requests = 0 AND c.reserved_tokens = 0 AND c.reserved_cost = 0`,
    [now],
  );
  await getPool().query(
    `DELETE FROM usage_hour_totals
      WHERE slice = ANY (enum_range(NULL::"UsageSlice")) AND hour < $1::timestamptz - interval '${KEEP_HOURS_DAYS} days'`,
    [now],
  );
  const records = await getPool().query("DELETE FROM idempotency_records WHERE expires_at < $1", [now]);
  return {
    journals,
    leases,
    counters: counters.rowCount ?? 0,
    idempotencyRecords: records.rowCount ?? 0,
  };
}
