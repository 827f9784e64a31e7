import { addingBitsSql } from "./active-bits.ts";
import { addHistogramsSql, histogramSql } from "./latency-buckets.ts";
import { NIL_UUID } from "./nil-uuid.ts";
import { FIGURE_COLUMNS, TURN_FACTS, type TurnTable } from "./turn-facts.ts";

/** Slices of the totals, by what GROUPING says of team, channel, model, key and connection (1: not split by it). */
const SLICES = {
  PLATFORM: { grouping: 0b10011, columns: ["channel", "model"] },
  TEAM: { grouping: 0b01111, columns: ["team_id"] },
  KEY: { grouping: 0b01101, columns: ["team_id", "key_lineage_id"] },
  CHANNEL: { grouping: 0b00111, columns: ["team_id", "channel"] },
  MODEL: { grouping: 0b01011, columns: ["team_id", "model"] },
  FULL: { grouping: 0, columns: ["team_id", "channel", "model", "key_lineage_id", "connection_id"] },
};

/**
 * The CTEs that add the rows of another one, with the columns of turn-facts.ts, to every table of sums. Groups come in one
 * order everywhere, so that two of them wait for each other instead of deadlocking.
 * @param options.withHours false for rows whose hours are not kept any more
 */
export function addingSql(options: { facts: string; withHours: boolean }): string {
  const { facts, withHours } = options;
  return `
day_totals AS (${totals("usage_day_totals", "day", facts)}),
week_totals AS (${totals("usage_week_totals", "week", facts)}),
${withHours ? `hour_totals AS (${totals("usage_hour_totals", "hour", facts)}),` : ""}
daily AS (${sums("usage_daily", ["team_id", "day", "channel", "model", "key_lineage_id", "connection_id", "end_user_id"], facts)}),
end_users AS (${sums("end_user_days", ["team_id", "day", "end_user_id", "key_lineage_id"], facts)}),
end_user_weeks AS (${sums("end_user_weeks", ["team_id", "week", "end_user_id", "key_lineage_id"], facts)}),
${addingBitsSql(facts)}`;
}

/** One statement that claims a batch of a table's rows, adds them to all sums and marks them. */
export function rollUpSql(table: TurnTable, batchSize: number): string {
  return `
WITH claimed AS MATERIALIZED (
  SELECT id FROM ${table} WHERE NOT rolled_up ORDER BY id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED
), marked AS (
  UPDATE ${table} r SET rolled_up = true FROM claimed WHERE r.id = claimed.id RETURNING ${TURN_FACTS[table]}
), ${addingSql({ facts: "marked", withHours: true })}
SELECT count(*)::int AS count FROM marked`;
}

function totals(table: string, time: "day" | "week" | "hour", facts: string): string {
  const keys = ["slice", "team_id", time, "channel", "model", "key_lineage_id", "connection_id"];
  const sets = Object.values(SLICES).map(({ columns }) => `(${[time, ...columns].join(", ")})`);
  const slice = Object.entries(SLICES).map(([name, { grouping }]) => `WHEN ${grouping} THEN '${name}'`);
  return `
  INSERT INTO ${table} AS t (${[...keys, ...FIGURE_COLUMNS, "latency"].join(", ")})
  SELECT (CASE GROUPING(team_id, channel, model, key_lineage_id, connection_id) ${slice.join(" ")} END)::"UsageSlice",
         coalesce(team_id, '${NIL_UUID}'), ${time}, coalesce(channel, ''), coalesce(model, ''),
         coalesce(key_lineage_id, '${NIL_UUID}'), coalesce(connection_id, '${NIL_UUID}'),
         ${FIGURE_COLUMNS.map((column) => `sum(${column})`).join(", ")}, ${histogramSql("bucket")}
    FROM ${facts} GROUP BY GROUPING SETS (${sets.join(", ")}) ORDER BY 1, 2, 3, 4, 5, 6, 7
  ${adding(keys)}, latency = ${addHistogramsSql("t.latency", "EXCLUDED.latency")}`;
}

function sums(table: string, keys: string[], facts: string): string {
  return `
  INSERT INTO ${table} AS t (${[...keys, ...FIGURE_COLUMNS].join(", ")})
  SELECT ${keys.join(", ")}, ${FIGURE_COLUMNS.map((column) => `sum(${column})`).join(", ")}
    FROM ${facts} GROUP BY ${keys.join(", ")} ORDER BY ${keys.join(", ")}
  ${adding(keys)}`;
}

function adding(keys: string[]): string {
  const set = FIGURE_COLUMNS.map((column) => `${column} = t.${column} + EXCLUDED.${column}`);
  return `ON CONFLICT (${keys.join(", ")}) DO UPDATE SET ${set.join(", ")}`;
}
