import { getPool } from "../infra/db.ts";
import type { RoomHandler } from "../infra/prisma/enums.ts";
import type { DeliveryState } from "./delivery-state.ts";
import type { InboundMeta } from "./ingest.ts";

/** An inbound message with what its answer depends on. */
export interface Turn {
  messageId: string;
  turnKey: string;
  text: string;
  meta: InboundMeta;
  delivery: DeliveryState;
  receivedAt: Date;
  teamId: string;
  room: {
    id: string;
    connectionId: string;
    partnerRoomId: string;
    type: string;
    context: string | null;
    modelOverride: string | null;
    handler: RoomHandler;
    writable: boolean;
  };
  endUser: {
    id: string;
    externalId: string;
    name: string | null;
    preferredModel: string | null;
    settings: EndUserSettings;
  };
  /** The latest platform ids in the room, of both directions: an id below them is not new. */
  latestExternalId: string | null;
  latestSentId: string | null;
}

export interface EndUserSettings {
  /** Let in to a bot that requires it. */
  authorized?: boolean;
  /** False when answers should come in one piece instead of growing. */
  streaming?: boolean;
}

/** The room's oldest message that still waits for its queued answer. */
export function nextTurn(roomId: string): Promise<Turn | null> {
  return read(
    "turn-next",
    "m.room_id = $1 AND m.direction = 'INBOUND' AND m.status = 'PENDING' ORDER BY m.id LIMIT 1",
    roomId,
  );
}

export function loadTurn(messageId: string): Promise<Turn | null> {
  return read("turn-load", "m.id = $1 AND m.direction = 'INBOUND' AND m.turn_key IS NOT NULL", messageId);
}

async function read(name: string, where: string, value: string): Promise<Turn | null> {
  const { rows } = await getPool().query<RawTurn>({ name, text: `${SELECT} WHERE ${where}`, values: [value] });
  const row = rows[0];
  if (!row) return null;
  return {
    messageId: row.id,
    turnKey: row.turn_key,
    text: row.text,
    meta: row.meta,
    delivery: row.delivery,
    receivedAt: row.created_at,
    teamId: row.team_id,
    room: {
      id: row.room_id,
      connectionId: row.connection_id,
      partnerRoomId: row.partner_room_id,
      type: row.type,
      context: row.context,
      modelOverride: row.model_override,
      handler: row.handler,
      writable: row.writable,
    },
    endUser: {
      id: row.end_user_id,
      externalId: row.eu_external_id,
      name: row.eu_name,
      preferredModel: row.preferred_model,
      settings: row.eu_settings,
    },
    latestExternalId: row.latest_external_id,
    latestSentId: row.latest_sent_id,
  };
}

interface RawTurn {
  id: string;
  turn_key: string;
  text: string;
  meta: InboundMeta;
  delivery: DeliveryState;
  created_at: Date;
  team_id: string;
  room_id: string;
  connection_id: string;
  partner_room_id: string;
  type: string;
  context: string | null;
  model_override: string | null;
  handler: RoomHandler;
  writable: boolean;
  end_user_id: string;
  eu_external_id: string;
  eu_name: string | null;
  preferred_model: string | null;
  eu_settings: EndUserSettings;
  latest_external_id: string | null;
  latest_sent_id: string | null;
}

const SELECT = `
SELECT m.id, m.turn_key, m.text, m.meta, m.delivery, m.created_at, m.team_id, m.room_id,
    r.connection_id, r.partner_room_id, r.type, r.context, r.model_override, r.handler::text, r.writable,
    e.id AS end_user_id, e.external_id AS eu_external_id, e.name AS eu_name, e.preferred_model, e.settings AS eu_settings,
    (SELECT external_id FROM messages i WHERE i.room_id = m.room_id AND i.direction = 'INBOUND' ORDER BY i.id DESC LIMIT 1)
      AS latest_external_id,
    (SELECT o.delivery->'parts'->-1->>'id' FROM messages o WHERE o.room_id = m.room_id AND o.direction = 'OUTBOUND'
       ORDER BY o.id DESC LIMIT 1) AS latest_sent_id
  FROM messages m JOIN rooms r ON r.id = m.room_id JOIN end_users e ON e.id = m.end_user_id`;
