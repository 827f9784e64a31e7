import { getPool } from "../infra/db.ts";
import { NIL_UUID } from "./nil-uuid.ts";
import { FACTS, filters, type ReportOptions } from "./report.ts";

/** How many end users had at least one charged turn. */
export async function activeEndUsers(options: ReportOptions): Promise<number> {
  const { rows } = await getPool().query<{ count: number }>(
    `WITH facts AS (${FACTS})
     SELECT count(DISTINCT end_user_id)::float8 AS count FROM facts WHERE end_user_id <> '${NIL_UUID}'`,
    filters(options),
  );
  return rows[0]?.count ?? 0;
}
