import type { Update } from "grammy/types";
import type { InboundEvent } from "../channels/adapter.ts";
import { type LoadedConnection, loadConnection } from "../channels/load-connection.ts";
import { noteMessageId, telegramAdapter } from "../channels/telegram/adapter.ts";
import { log } from "../infra/log.ts";
import { findEndUser } from "../rooms/find-end-user.ts";
import { findRoom } from "../rooms/find-room.ts";
import { inOrder } from "../rooms/in-order.ts";
import { ingest } from "../rooms/ingest.ts";
import { migrateRoom } from "../rooms/migrate-room.ts";
import { resumeWriting, stopWriting } from "../rooms/stop-writing.ts";
import { loadTeamConfig } from "../teams/load-team-config.ts";
import { handleButton } from "./handle-button.ts";

/** An edit of a message that we never saw is answered like a new message, unless the message is older than this. */
const FRESH_EDIT_MS = 10 * 60 * 1000;

/**
 * Takes in one Telegram update, as often as it is delivered: stores a message, carries out a button, follows a
 * membership or a migration.
 * @param options.enqueueTurn called, before this resolves, for a room that has something to answer
 */
export async function handleTelegramUpdate(options: {
  connectionId: string;
  update: { update_id: number };
  enqueueTurn: (roomId: string) => Promise<void>;
  now: Date;
}): Promise<void> {
  // In order, so that of two updates the first one's message is stored first, also while nothing is cached yet.
  const connection = await inOrder(options.connectionId, () => loadActive(options.connectionId));
  if (!connection) return;
  for (const event of telegramAdapter.parse(options.update as Update, connection)) {
    await handleEvent({ ...options, event, connection });
  }
}

async function loadActive(connectionId: string): Promise<LoadedConnection | undefined> {
  const connection = await loadConnection(connectionId);
  if (connection?.kind !== "TELEGRAM" || !connection.active) return undefined;
  const { active } = await loadTeamConfig(connection.teamId);
  return active ? connection : undefined;
}

async function handleEvent(options: {
  event: InboundEvent;
  connection: LoadedConnection;
  enqueueTurn: (roomId: string) => Promise<void>;
  now: Date;
}): Promise<void> {
  const { event, connection, now } = options;
  switch (event.type) {
    case "message":
      return takeMessage({ ...options, event });
    case "button":
      return handleButton({ event, connection, adapter: telegramAdapter, now });
    case "membership": {
      const place = await placeOf(event, connection);
      return event.writable ? resumeWriting(place) : stopWriting(place);
    }
    case "migrated":
      return migrateRoom({ connectionId: connection.id, from: event.fromRoomId, to: event.toRoomId });
  }
}

async function takeMessage(options: {
  event: InboundEvent & { type: "message" };
  connection: LoadedConnection;
  enqueueTurn: (roomId: string) => Promise<void>;
}): Promise<void> {
  const { event, connection } = options;
  noteMessageId(connection, Number(event.externalId), event.room.type !== "private");
  // What a group's members say to each other is none of the assistant's business; a shared inbox wants to see it.
  if (!event.addressed && !connection.inbox) return;
  const isStale = event.editedAt !== undefined && event.editedAt.getTime() - event.at.getTime() > FRESH_EDIT_MS;
  const { teamId, id: connectionId } = connection;
  const stored = await inOrder(`${connectionId}/${event.room.partnerRoomId}`, () =>
    ingest({
      ...{ teamId, connectionId, partnerName: telegramAdapter.channel, room: event.room, sender: event.sender },
      ...{ externalId: event.externalId, text: event.text, at: event.at },
      ...(event.editedAt ? { editedAt: event.editedAt } : {}),
      ...(event.command ? { command: event.command } : {}),
      answer: event.addressed && !isStale && connection.assistant ? "queued" : "none",
    }),
  );
  if (stored.awaitsAnswer) await options.enqueueTurn(stored.roomId);
  log().debug({ connectionId, roomId: stored.roomId, isNew: stored.isNew }, "message stored");
}

async function placeOf(event: InboundEvent & { type: "membership" }, connection: LoadedConnection) {
  const { teamId, id: connectionId } = connection;
  const roomId = await findRoom({ teamId, connectionId, partnerName: telegramAdapter.channel, room: event.room });
  if (event.room.type !== "private") return { roomId, endUserId: null };
  const { id: endUserId } = await findEndUser({ teamId, connectionId, ...event.sender });
  return { roomId, endUserId };
}
