import { getPool } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { removeWarning } from "./remove-warning.ts";

/** Somebody need not be warned any more: the warnings that spoke to them alone go. */
export async function settleWarnings(options: { groupId: string; userId: number }): Promise<void> {
  const { rows } = await getPool().query<{ id: string; left: number }>({
    name: "gate-settle-warnings",
    text: `UPDATE gate_warnings SET user_ids = array_remove(user_ids, $2::bigint)
      WHERE group_id = $1 AND removed_at IS NULL AND user_ids @> ARRAY[$2::bigint]
      RETURNING id, cardinality(user_ids) AS left`,
    values: [options.groupId, options.userId],
  });
  for (const { id, left } of rows) {
    if (left > 0) continue;
    await removeWarning({ warningId: id }).catch((err) =>
      log().warn({ err, groupId: options.groupId }, "a warning was not removed; it goes when its time is over"),
    );
  }
}
