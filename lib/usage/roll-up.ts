import { getPool } from "../infra/db.ts";
import { rollUpSql } from "./roll-up-sql.ts";
import { TURN_TABLES, type TurnTable } from "./turn-facts.ts";

const BATCH_SIZE = 5_000;

/**
 * Adds the usage rows and failures that no rollup has seen to the sums. One statement claims, adds and marks a batch, so
 * two racers share the rows and neither adds one twice, nor does a killed one.
 * @param options.maxBatches of 5 000 rows each and per table; all there are by default
 * @returns how many rows were rolled up
 */
export async function rollUp(options: { maxBatches?: number } = {}): Promise<number> {
  let total = 0;
  for (const table of TURN_TABLES) {
    for (let batch = 0; batch < (options.maxBatches ?? Number.POSITIVE_INFINITY); batch += 1) {
      const { rows } = await getPool().query<{ count: number }>(STATEMENTS[table]);
      const count = rows[0]?.count ?? 0;
      total += count;
      if (count < BATCH_SIZE) break;
    }
  }
  return total;
}

const STATEMENTS: Record<TurnTable, string> = {
  usage_records: rollUpSql("usage_records", BATCH_SIZE),
  turn_failures: rollUpSql("turn_failures", BATCH_SIZE),
};
