import { getPool } from "../infra/db.ts";

/** A rate limit's window, in milliseconds. */
const WINDOW_MS = 60_000;

/** Whether the room's latest outbound message within a window was already this notice. */
export async function toldLately(options: { roomId: string; notice: string; now: Date }): Promise<boolean> {
  const { rows } = await getPool().query<{ told: boolean }>({
    name: "told-lately",
    text: `SELECT coalesce(meta->>'notice', '') = $2 AS told FROM messages
      WHERE room_id = $1 AND direction = 'OUTBOUND' AND created_at > $3 ORDER BY id DESC LIMIT 1`,
    values: [options.roomId, options.notice, new Date(options.now.getTime() - WINDOW_MS)],
  });
  return rows[0]?.told ?? false;
}
