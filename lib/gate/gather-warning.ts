import { v7 } from "uuid";
import { getPool } from "../infra/db.ts";
import { enqueueChore } from "./enqueue-chore.ts";
import { sendWarnings } from "./send-warnings.ts";
import type { WarnedPerson } from "./warning-row.ts";

/** People in one warning; beyond, a raid's members find the same button under it anyway. */
const MOST_PEOPLE = 100;

/**
 * Has somebody warned in a topic: together with others who come before it is sent. Nobody whom a warning speaks to already
 * is warned again while it stands.
 */
export async function gatherWarning(options: {
  groupId: string;
  threadId: number;
  person: WarnedPerson;
  expiresAt: Date;
  now: Date;
}): Promise<void> {
  const { groupId, threadId, person, expiresAt, now } = options;
  const { rowCount } = await getPool().query({
    name: "gate-gather-warning",
    text: `INSERT INTO gate_warnings AS w (id, group_id, thread_id, user_ids, people, expires_at)
      SELECT $1, $2, $3, ARRAY[$4::bigint], $5::jsonb, $6
      WHERE NOT EXISTS (SELECT 1 FROM gate_warnings WHERE group_id = $2 AND removed_at IS NULL AND expires_at > $7
        AND user_ids @> ARRAY[$4::bigint])
      ON CONFLICT (group_id, thread_id) WHERE sent_at IS NULL AND removed_at IS NULL DO UPDATE
        SET user_ids = w.user_ids || excluded.user_ids, people = w.people || excluded.people
        WHERE NOT w.user_ids @> excluded.user_ids AND cardinality(w.user_ids) < ${MOST_PEOPLE}`,
    values: [v7(), groupId, threadId, person.id, JSON.stringify([person]), expiresAt, now],
  });
  if (rowCount === 0) return;
  const isEnqueued = await enqueueChore({ kind: "warn", id: groupId }, { serialId: `warn-${groupId}` });
  // With the queue away, this process sends it itself.
  if (!isEnqueued) await sendWarnings({ groupId });
}
