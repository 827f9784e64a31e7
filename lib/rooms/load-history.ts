import { getPool } from "../infra/db.ts";

export interface HistoryMessage {
  role: "user" | "assistant";
  text: string;
  senderName?: string;
}

/** The latest messages of a session, newest first, without commands and notices (those belong to no session). */
export async function loadHistory(options: { sessionId: string; limit: number }): Promise<HistoryMessage[]> {
  if (options.limit <= 0) return [];
  const { rows } = await getPool().query<{ direction: string; text: string; sender_name: string | null }>({
    name: "history-load",
    text: `SELECT direction::text, text, meta->>'senderName' AS sender_name FROM messages
      WHERE session_id = $1 ORDER BY id DESC LIMIT $2`,
    values: [options.sessionId, options.limit],
  });
  return rows.map(({ direction, text, sender_name }) => ({
    role: direction === "INBOUND" ? "user" : "assistant",
    text,
    ...(direction === "INBOUND" && sender_name ? { senderName: sender_name } : {}),
  }));
}
