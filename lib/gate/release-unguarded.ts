import { getPool } from "../infra/db.ts";
import { releaseGroup } from "./release-group.ts";

const MOST_AT_ONCE = 100;

/**
 * Lets those go whom a bot holds that was switched to guard no groups: nobody would listen to their button any more. Once it
 * guards again, who does not belong is held when they write.
 */
export async function releaseUnguarded(): Promise<void> {
  const { rows } = await getPool().query<{ id: string }>({
    name: "gate-unguarded-groups",
    text: `SELECT g.id FROM protected_groups g
      JOIN connections c ON c.id = g.connection_id AND NOT c.gate AND c.active AND c.archived_at IS NULL
      WHERE EXISTS (SELECT 1 FROM gate_restrictions r
        WHERE r.group_id = g.id AND r.state IN ('IMPOSING', 'IMPOSED') AND NOT r.lifting) LIMIT ${MOST_AT_ONCE}`,
  });
  for (const { id } of rows) await releaseGroup({ groupId: id });
}
