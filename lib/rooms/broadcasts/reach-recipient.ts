import type { OutboundPart } from "../../channels/adapter.ts";
import type { LoadedConnection } from "../../channels/load-connection.ts";
import { explainForbidden } from "../../channels/telegram/classify-error.ts";
import { sendOnce } from "../../channels/telegram/send-once.ts";
import { getDb, getPool } from "../../infra/db.ts";
import { migrateRoom } from "../migrate-room.ts";
import { stopWriting } from "../stop-writing.ts";
import { claimRecipient, returnRecipient, settleRecipient } from "./claim-recipient.ts";

/** What it means for the rest of the broadcast. */
export type Reached = "settled" | "later" | "stopped" | "unreachable" | "unauthorized";

/** Sends a broadcast's message to one recipient, at most once, and notes what became of it. */
export async function reachRecipient(options: {
  connection: LoadedConnection;
  broadcastId: string;
  chatId: string;
  part: OutboundPart;
  signal: AbortSignal;
}): Promise<Reached> {
  const { connection, broadcastId, chatId, part, signal } = options;
  const key = { broadcastId, chatId };
  const sent = await sendOnce({
    ...{ connection, chatId: Number(chatId), part, signal },
    claim: () => claimRecipient(key),
    giveBack: () => returnRecipient(key),
  });
  if (sent.ok) {
    if (sent.value === null) return "stopped";
    await settleRecipient({ ...key, state: "SENT", messageId: sent.value });
    return "settled";
  }
  switch (sent.reason) {
    case "wait":
      return "later";
    case "unauthorized":
      await returnRecipient(key);
      return "unauthorized";
    case "unknown":
      if (!sent.notSent) await settleRecipient({ ...key, state: "FAILED", reason: "unknown_outcome" });
      return "unreachable";
    case "migrated":
      await migrateRoom({ connectionId: connection.id, from: chatId, to: sent.toRoomId });
      await moveRecipient(key, sent.toRoomId);
      return "settled";
    case "forbidden":
      await settleRecipient({ ...key, state: "FAILED", reason: explainForbidden(sent.description) });
      await markUnwritable(connection.id, chatId);
      return "settled";
    default:
      await settleRecipient({ ...key, state: "FAILED", reason: "rejected" });
      return "settled";
  }
}

/** The chat has another id now: it gets the message there, unless it is a recipient under that id too. */
async function moveRecipient(key: { broadcastId: string; chatId: string }, to: string): Promise<void> {
  const { rowCount } = await getPool().query(
    `UPDATE broadcast_recipients r SET chat_id = $3, state = 'PENDING', claimed_at = NULL
      WHERE r.broadcast_id = $1 AND r.chat_id = $2
        AND NOT EXISTS (SELECT 1 FROM broadcast_recipients o WHERE o.broadcast_id = $1 AND o.chat_id = $3)`,
    [key.broadcastId, key.chatId, to],
  );
  if (rowCount === 0) await settleRecipient({ ...key, state: "FAILED", reason: "gone" });
}

async function markUnwritable(connectionId: string, chatId: string): Promise<void> {
  const [room, endUser] = await Promise.all([
    getDb().room.findUnique({ where: { connectionId_partnerRoomId: { connectionId, partnerRoomId: chatId } } }),
    getDb().endUser.findUnique({ where: { connectionId_externalId: { connectionId, externalId: chatId } } }),
  ]);
  if (room) await stopWriting({ roomId: room.id, endUserId: room.type === "private" ? (endUser?.id ?? null) : null });
}
