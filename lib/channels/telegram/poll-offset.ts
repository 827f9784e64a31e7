import { getPool } from "../../infra/db.ts";

/**
 * After a week without updates Telegram chooses the next id at random (Bot API, "Update"), so an offset kept longer could
 * throw new updates away. Unconfirmed ones are kept for a day only, so asking for all of them repeats nothing older.
 */
const OFFSET_VALID_MS = 6 * 24 * 60 * 60 * 1000;

/** The next update to ask for; 0 asks for all that are not confirmed. */
export async function readPollOffset(connectionId: string, now: Date): Promise<number> {
  const { rows } = await getPool().query<{ poll_offset: string; last_update_at: Date | null }>(
    "SELECT poll_offset::text, last_update_at FROM connections WHERE id = $1",
    [connectionId],
  );
  const row = rows[0];
  if (!row?.last_update_at || now.getTime() - row.last_update_at.getTime() > OFFSET_VALID_MS) return 0;
  return Number(row.poll_offset);
}

/** Remembers the next update to ask for. Call only when everything before it is in the queue. */
export async function savePollOffset(connectionId: string, offset: number, now: Date): Promise<void> {
  await getPool().query({
    name: "poll-offset",
    text: "UPDATE connections SET poll_offset = $2, last_update_at = $3 WHERE id = $1",
    values: [connectionId, offset, now],
  });
}
