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

/** Platform ids of the room's latest messages, in both directions, and of broadcasts that were sent there. */
export async function knownIds(roomId: string): Promise<Set<string>> {
  const [rows, broadcasts] = await Promise.all([
    getDb().message.findMany({
      where: { roomId },
      orderBy: { id: "desc" },
      take: 60,
      select: { externalId: true, delivery: true },
    }),
    broadcastIds(roomId),
  ]);
  const ofRoom = rows.flatMap(({ externalId, delivery }) => [
    ...(externalId ? [externalId] : []),
    ...((delivery as DeliveryState).parts ?? []).map((part) => part.id),
  ]);
  return new Set([...ofRoom, ...broadcasts]);
}

async function broadcastIds(roomId: string): Promise<string[]> {
  const room = await getDb().room.findUniqueOrThrow({
    where: { id: roomId },
    select: { connectionId: true, partnerRoomId: true },
  });
  const [chatId = ""] = room.partnerRoomId.split("/");
  const rows = await getDb().broadcastRecipient.findMany({
    where: { chatId, broadcast: { connectionId: room.connectionId }, messageId: { not: null } },
    orderBy: { settledAt: "desc" },
    take: 20,
    select: { messageId: true },
  });
  return rows.flatMap(({ messageId }) => messageId ?? []);
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
