import { getPool } from "../../infra/db.ts";
import type { RecipientState } from "../../infra/prisma/enums.ts";

interface RecipientKey {
  broadcastId: string;
  chatId: string;
}

/**
 * Takes the right to send to a recipient, just before the call: one of several callers gets it, once, and nobody does unless
 * the broadcast runs. A process that dies from here on leaves an unknown outcome, and no second message.
 */
export async function claimRecipient({ broadcastId, chatId }: RecipientKey): Promise<boolean> {
  const { rowCount } = await getPool().query({
    name: "broadcast-claim",
    text: `UPDATE broadcast_recipients r SET state = 'SENDING', claimed_at = now() FROM broadcasts b
      WHERE r.broadcast_id = $1 AND r.chat_id = $2 AND r.state = 'PENDING' AND b.id = r.broadcast_id AND b.state = 'RUNNING'`,
    values: [broadcastId, chatId],
  });
  return rowCount === 1;
}

/** Gives it back: the message is known not to have been sent. */
export async function returnRecipient({ broadcastId, chatId }: RecipientKey): Promise<void> {
  await getPool().query({
    name: "broadcast-return",
    text: `UPDATE broadcast_recipients SET state = 'PENDING', claimed_at = NULL, reason = NULL, settled_at = NULL
      WHERE broadcast_id = $1 AND chat_id = $2 AND (state = 'SENDING' OR reason = 'unknown_outcome')`,
    values: [broadcastId, chatId],
  });
}

/** Notes what became of a message. Whoever knows it outweighs those who had given up on knowing. */
export async function settleRecipient(
  options: RecipientKey & { state: Extract<RecipientState, "SENT" | "FAILED">; reason?: string; messageId?: number },
): Promise<void> {
  const { broadcastId, chatId, state, reason = null, messageId } = options;
  await getPool().query({
    name: "broadcast-settle",
    text: `UPDATE broadcast_recipients SET state = $3::"RecipientState", reason = $4, message_id = $5, settled_at = now()
      WHERE broadcast_id = $1 AND chat_id = $2 AND (state IN ('PENDING', 'SENDING') OR reason = 'unknown_outcome')`,
    values: [broadcastId, chatId, state, reason, messageId === undefined ? null : String(messageId)],
  });
}

/** A call and its note take less than this, in milliseconds; a process that has not noted it by then is dead or was cut off. */
const LEFT_BEHIND_MS = 30_000;

/** Settles what dead processes were sending: it may or may not have arrived, and is not sent again. */
export async function settleLeftBehind(): Promise<void> {
  await getPool().query(
    `UPDATE broadcast_recipients SET state = 'FAILED', reason = 'unknown_outcome', settled_at = now()
      WHERE state = 'SENDING' AND claimed_at < now() - make_interval(secs => $1)`,
    [LEFT_BEHIND_MS / 1_000],
  );
}
