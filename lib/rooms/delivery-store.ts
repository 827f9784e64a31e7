import { getDb, getPool } from "../infra/db.ts";
import type { Prisma } from "../infra/prisma/client.ts";
import type { OutboundMessage } from "./deliver.ts";
import type { DeliveryState } from "./delivery-state.ts";
import type { OutboundMeta } from "./save-answer.ts";

/** Notes how far a message has got. */
export async function saveDelivery(messageId: string, delivery: DeliveryState): Promise<void> {
  await getPool().query({
    name: "delivery-save",
    text: "UPDATE messages SET delivery = $2::jsonb, updated_at = now() WHERE id = $1",
    values: [messageId, JSON.stringify(delivery)],
  });
}

/** Marks an answer as delivered, its first part's id as its own. */
export async function saveSent(message: OutboundMessage): Promise<void> {
  const { parts = [] } = message.delivery;
  await getPool().query({
    name: "delivery-sent",
    text: `UPDATE messages m SET status = 'SENT', delivery = $2::jsonb, updated_at = now(), external_id = CASE
        WHEN EXISTS (SELECT 1 FROM messages o WHERE o.room_id = m.room_id AND o.external_id = $3) THEN m.external_id ELSE $3 END
      WHERE id = $1 AND status = 'PENDING'`,
    values: [message.id, JSON.stringify({ parts }), parts[0]?.id ?? null],
  });
}

export async function saveFailed(messageId: string, delivery: DeliveryState): Promise<void> {
  await getPool().query({
    name: "delivery-failed",
    text: `UPDATE messages SET status = 'FAILED', delivery = $2::jsonb, updated_at = now()
      WHERE id = $1 AND status = 'PENDING'`,
    values: [messageId, JSON.stringify(delivery)],
  });
}

/**
 * Platform ids of the room's latest messages, in both directions, of broadcasts that were sent there, and of what the gate
 * says there.
 */
export async function knownIds(roomId: string): Promise<Set<string>> {
  const [rows, others] = await Promise.all([
    getDb().message.findMany({
      where: { roomId },
      orderBy: { id: "desc" },
      take: 60,
      select: { externalId: true, delivery: true },
    }),
    otherIds(roomId),
  ]);
  const ofRoom = rows.flatMap(({ externalId, delivery }) => [
    ...(externalId ? [externalId] : []),
    ...((delivery as DeliveryState).parts ?? []).map((part) => part.id),
  ]);
  return new Set([...ofRoom, ...others]);
}

async function otherIds(roomId: string): Promise<string[]> {
  const { connectionId, partnerRoomId } = await getDb().room.findUniqueOrThrow({
    where: { id: roomId },
    select: { connectionId: true, partnerRoomId: true },
  });
  const [chatId = ""] = partnerRoomId.split("/");
  const place = { connectionId, chatId };
  return (await Promise.all([broadcastIds(place), gateMessageIds(place)])).flat();
}

async function broadcastIds({ connectionId, chatId }: { connectionId: string; chatId: string }): Promise<string[]> {
  const rows = await getDb().broadcastRecipient.findMany({
    where: { chatId, broadcast: { connectionId }, messageId: { not: null } },
    orderBy: { settledAt: "desc" },
    take: 20,
    select: { messageId: true },
  });
  return rows.flatMap(({ messageId }) => messageId ?? []);
}

/** Ids of the gate's latest warnings and answers in a chat: nobody's lost answer may be looked for by editing those. */
export async function gateMessageIds(place: { connectionId: string; chatId: string }): Promise<string[]> {
  // Only Telegram's chats are numbers of its size, and only they have a gate.
  if (!/^-?\d{1,16}$/.test(place.chatId)) return [];
  const { rows } = await getPool().query<{ id: string }>({
    name: "gate-message-ids",
    text: `(SELECT w.message_id::text AS id FROM protected_groups g JOIN gate_warnings w ON w.group_id = g.id
        WHERE g.connection_id = $1 AND g.chat_id = $2 AND w.message_id IS NOT NULL ORDER BY w.created_at DESC LIMIT 40)
      UNION ALL (SELECT message_id::text FROM gate_answers
        WHERE connection_id = $1 AND chat_id = $2 AND message_id IS NOT NULL ORDER BY created_at DESC LIMIT 20)`,
    values: [place.connectionId, place.chatId],
  });
  return rows.map(({ id }) => id);
}

/** The room's answers that still have to be delivered, oldest first. */
export async function pendingAnswers(roomId: string): Promise<OutboundMessage[]> {
  const rows = await getDb().message.findMany({
    where: { roomId, direction: "OUTBOUND", status: "PENDING" },
    orderBy: { id: "asc" },
    take: 100,
    select: PENDING_FIELDS,
  });
  return rows.map((row) => ({
    ...row,
    meta: row.meta as unknown as OutboundMeta,
    delivery: row.delivery as DeliveryState,
  }));
}

const PENDING_FIELDS = {
  id: true,
  text: true,
  meta: true,
  delivery: true,
  createdAt: true,
  endUserId: true,
  turnKey: true,
  teamId: true,
  room: { select: { id: true, connectionId: true, partnerRoomId: true, type: true, writable: true } },
} as const satisfies Prisma.MessageSelect;
