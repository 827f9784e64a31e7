import { NIL_UUID } from "./nil-uuid.ts";

/** How many end users a row of `active_end_users` has bits for, as its column says: small enough not to be stored apart. */
const BLOCK_BITS = 8_192;

/** SQL for a block without any end user. */
export const NO_BITS_SQL = `repeat('0', ${BLOCK_BITS})::bit(${BLOCK_BITS})`;

/** SQL for the block that a number is in. */
export function blockSql(number: string): string {
  return `${number} / ${BLOCK_BITS}`;
}

/** SQL for whether a number's bit is set in its block, 1 or 0. */
export function bitSql(bits: string, number: string): string {
  return `get_bit(${bits}, ${number} % ${BLOCK_BITS})`;
}

/** SQL for the bits of a group's numbers, all of one block. */
export function bitsSql(number: string): string {
  return `bit_or(set_bit(${NO_BITS_SQL}, ${number} % ${BLOCK_BITS}, 1))`;
}

/**
 * The CTEs that number the end users of charged turns and set their bits, from a CTE with the columns of turn-facts.ts. Bits
 * are only ever added, so that it does not matter how often or in which order a turn is.
 */
export function addingBitsSql(facts: string): string {
  return `
active AS MATERIALIZED (
  SELECT DISTINCT team_id, end_user_id, day FROM ${facts} WHERE end_user_id <> '${NIL_UUID}' AND requests > 0
), numbered AS (
  INSERT INTO end_user_numbers AS t (team_id, end_user_id)
  SELECT DISTINCT team_id, end_user_id FROM active a
   -- Each row that is tried takes a number, and unused ones make bits without end users.
   WHERE NOT EXISTS (SELECT FROM end_user_numbers n WHERE n.team_id = a.team_id AND n.end_user_id = a.end_user_id)
   ORDER BY 1, 2
      -- Another job that is faster with the same end user decides its number.
      ON CONFLICT (team_id, end_user_id) DO UPDATE SET number = t.number RETURNING team_id, end_user_id, number
), bits AS (${settingBitsSql(`
  SELECT a.day, n.number FROM active a JOIN end_user_numbers n USING (team_id, end_user_id)
  UNION ALL SELECT a.day, n.number FROM active a JOIN numbered n USING (team_id, end_user_id)`)})`;
}

/** The statement that sets the bits of a query's `day` and `number`. */
export function settingBitsSql(query: string): string {
  return `
  INSERT INTO active_end_users AS t (day, block, bits)
  SELECT day, ${blockSql("number")}, ${bitsSql("number")}
    FROM (${query}) wanted GROUP BY 1, 2 ORDER BY 1, 2
      ON CONFLICT (day, block) DO UPDATE SET bits = t.bits | EXCLUDED.bits WHERE t.bits | EXCLUDED.bits <> t.bits`;
}
