import { getPool } from "../infra/db.ts";

/**
 * Lets everybody go whom the gate holds in a group, and takes its warnings away: within seconds, by the sweep. For a group
 * that is no longer protected, or whose rule became easier; who still does not belong is held again when they write.
 */
export async function releaseGroup(options: { groupId: string }): Promise<void> {
  const { groupId } = options;
  await getPool().query({
    name: "gate-release-restrictions",
    text: `UPDATE gate_restrictions SET lifting = true, due_at = CASE WHEN state = 'IMPOSED' THEN now() ELSE due_at END
      WHERE group_id = $1 AND state IN ('IMPOSING', 'IMPOSED')`,
    values: [groupId],
  });
  await getPool().query({
    name: "gate-release-warnings",
    text: `UPDATE gate_warnings SET expires_at = now(), removed_at = CASE WHEN sent_at IS NULL THEN now() END
      WHERE group_id = $1 AND removed_at IS NULL`,
    values: [groupId],
  });
}
