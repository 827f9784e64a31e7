import { bucketSql } from "./latency-buckets.ts";
import { NIL_UUID } from "./nil-uuid.ts";

/** The tables whose rows the rollups count. */
export const TURN_TABLES = ["usage_records", "turn_failures"] as const;
export type TurnTable = (typeof TURN_TABLES)[number];

const orNone = (column: string) => `coalesce(r.${column}, '${NIL_UUID}') AS ${column}`;

/** SQL for the Monday of a day's week. */
export function weekSql(day: string): string {
  return `${day} - (extract(isodow FROM ${day})::int - 1)`;
}

const DIMENSIONS = `r.team_id, r.day, ${weekSql("r.day")} AS week, date_trunc('hour', r.occurred_at, 'UTC') AS hour, r.channel, r.model,
  ${["key_lineage_id", "connection_id", "end_user_id"].map(orNone).join(", ")}`;

/** SQL for what one row `r` adds to the sums, alike for both tables; `bucket` is that of its latency, null for failures. */
export const TURN_FACTS: Record<TurnTable, string> = {
  usage_records: `${DIMENSIONS}, 1 AS requests, r.tokens_in, r.tokens_out, r.cost_nano, r.latency_ms AS latency_ms_sum,
    CASE WHEN r.status = 'OK' THEN 0 ELSE 1 END AS partials, 0 AS failures, 0 AS refusals, ${bucketSql("r.latency_ms")} AS bucket`,
  turn_failures: `${DIMENSIONS}, 0 AS requests, 0 AS tokens_in, 0 AS tokens_out, 0::bigint AS cost_nano, 0 AS latency_ms_sum,
    0 AS partials, CASE r.kind WHEN 'FAILED' THEN r.turns ELSE 0 END AS failures, CASE r.kind WHEN 'REFUSED' THEN r.turns ELSE 0 END AS refusals, NULL::int AS bucket`,
};

/** The columns of figures, in every table of sums. */
export const FIGURE_COLUMNS = [
  "requests",
  "tokens_in",
  "tokens_out",
  "cost_nano",
  "latency_ms_sum",
  "partials",
  "failures",
  "refusals",
] as const;
