import { v7 as uuidv7 } from "uuid";
import type { InboundCommand, InboundRoom, InboundSender } from "../channels/adapter.ts";
import { getPool } from "../infra/db.ts";
import { findEndUser } from "./find-end-user.ts";
import { findRoom } from "./find-room.ts";

export interface IngestOptions {
  teamId: string;
  connectionId: string;
  /** The channel's name, such as `telegram`. */
  partnerName: string;
  room: InboundRoom;
  sender: InboundSender;
  externalId: string;
  text: string;
  at: Date;
  editedAt?: Date;
  command?: InboundCommand;
  /** `queued`: the room's job answers it. `direct`: whoever ingests it answers it. `none`: it is only kept. */
  answer: "queued" | "direct" | "none";
}

export interface Ingested {
  roomId: string;
  endUserId: string;
  messageId: string;
  isNew: boolean;
  /** True while a queued answer is outstanding, also for a duplicate. */
  awaitsAnswer: boolean;
  /** What is stored now. */
  text: string;
}

/** What a message's `meta` says about an inbound message. */
export interface InboundMeta {
  /** ISO 8601; the newest edit seen. */
  editedAt?: string;
  command?: InboundCommand;
  /** The sender's name as shown at the time, for rooms of many people. */
  senderName?: string;
}

/**
 * Stores a message once, whoever delivers it how often in whatever order: the unique index on room and external id
 * decides. An edit overwrites an older text only, and one that overtakes its message stands in for it. While a queued
 * answer is outstanding the row's status is PENDING; after it, RECEIVED.
 */
export async function ingest(options: IngestOptions): Promise<Ingested> {
  const { teamId, connectionId, partnerName, room, sender } = options;
  const [roomId, endUser] = await Promise.all([
    findRoom({ teamId, connectionId, partnerName, room }),
    findEndUser({ teamId, connectionId, ...sender }),
  ]);
  const id = uuidv7();
  const meta: InboundMeta = {
    ...(options.command ? { command: options.command } : {}),
    ...(sender.name ? { senderName: sender.name } : {}),
    ...(options.editedAt ? { editedAt: options.editedAt.toISOString() } : {}),
  };
  const { rows } = await getPool().query<StoredRow>({
    name: "message-ingest",
    text: INGEST,
    values: [
      ...[id, teamId, roomId, endUser.id, options.externalId, options.text],
      options.answer === "queued" ? "PENDING" : "RECEIVED",
      options.answer === "none" ? null : `turn-${id}`,
      ...[JSON.stringify(meta), options.at, options.editedAt?.toISOString() ?? null],
    ],
  });
  const stored = rows[0] ?? (await readStored(roomId, options.externalId));
  if (!stored) throw new Error("a message vanished while it was stored");
  return {
    roomId,
    endUserId: endUser.id,
    messageId: stored.id,
    isNew: stored.id === id,
    awaitsAnswer: stored.status === "PENDING",
    text: stored.text,
  };
}

interface StoredRow {
  id: string;
  status: string;
  text: string;
}

async function readStored(roomId: string, externalId: string): Promise<StoredRow | undefined> {
  const { rows } = await getPool().query<StoredRow>({
    name: "message-stored",
    text: "SELECT id, status, text FROM messages WHERE room_id = $1 AND external_id = $2",
    values: [roomId, externalId],
  });
  return rows[0];
}

// The ISO form in UTC sorts as text. A plain duplicate ($11 null) changes nothing and returns no row.
const INGEST = `
INSERT INTO messages AS m (id, team_id, room_id, end_user_id, direction, source, external_id, text, status, turn_key,
    meta, partner_at, updated_at)
VALUES ($1, $2, $3, $4, 'INBOUND', 'USER', $5, $6, $7::"DeliveryStatus", $8, $9::jsonb, $10, now())
    ON CONFLICT (room_id, external_id) DO UPDATE
       SET text = excluded.text, updated_at = now(),
           meta = (m.meta - 'command') || excluded.meta
     WHERE $11::text IS NOT NULL AND m.direction = 'INBOUND' AND coalesce(m.meta->>'editedAt', '') < $11::text
RETURNING id, status::text, text`;
