import type { ChannelAdapter, OutboundPart, SendOptions, SendResult } from "../channels/adapter.ts";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { log } from "../infra/log.ts";
import type { DeliveryState } from "./delivery-state.ts";
import { knownIds, saveDelivery, saveFailed, saveSent } from "./delivery-store.ts";
import { migrateRoom } from "./migrate-room.ts";
import type { OutboundMeta } from "./save-answer.ts";
import { stopWriting } from "./stop-writing.ts";

export interface OutboundMessage {
  id: string;
  text: string;
  meta: OutboundMeta;
  delivery: DeliveryState;
  createdAt: Date;
  endUserId: string | null;
  teamId: string;
  turnKey: string | null;
  room: { id: string; connectionId: string; partnerRoomId: string; type: string; writable: boolean };
}

export type DeliveryOutcome = { done: true } | { done: false; retryInMs: number };

/** An answer that could not be delivered for a day is not wanted any more. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;
/** A worker's slot is not held longer than this for a platform's limits; a delayed job takes over then. */
const MAX_WAIT_MS = 10_000;

/**
 * Brings an answer to its platform, from wherever an earlier attempt got to: each part is sent once, a draft becomes its
 * first part, and a call of unknown outcome is looked up before it is repeated. The caller holds the room.
 * @param options.fresh true when nothing has been tried yet: the intent noted in `delivery.sending` is this call's own
 */
export async function deliver(options: {
  adapter: ChannelAdapter;
  connection: LoadedConnection;
  message: OutboundMessage;
  fresh: boolean;
  now: Date;
  signal?: AbortSignal;
}): Promise<DeliveryOutcome> {
  const { adapter, connection, message, now, signal } = options;
  if (!message.room.writable) return fail(message, "the room cannot be written to");
  const parts = adapter.format(message.text);
  let partnerRoomId = message.room.partnerRoomId;
  let isFresh = options.fresh;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] as OutboundPart;
    const last = index === parts.length - 1;
    const send: SendOptions = {
      connection,
      partnerRoomId,
      isGroup: message.room.type !== "private",
      part,
      ...(last && message.meta.buttons ? { buttons: message.meta.buttons } : {}),
      maxWaitMs: MAX_WAIT_MS,
      ...(signal ? { signal } : {}),
    };
    const result = await deliverPart({ adapter, message, index, send, isFresh });
    isFresh = false;
    if (result === "done-before") continue;
    if (result.ok) {
      const done = (message.delivery.parts ?? []).slice(0, index);
      message.delivery = { ...message.delivery, parts: [...done, { id: result.externalId, done: true }] };
      delete message.delivery.sending;
      if (!last) await saveDelivery(message.id, message.delivery);
      continue;
    }
    if (result.reason === "migrated") {
      await migrateRoom({ connectionId: connection.id, from: partnerRoomId, to: result.toRoomId });
      partnerRoomId = result.toRoomId;
      // Nothing was sent there yet, and ids of the old chat mean nothing in the new one.
      message.room.partnerRoomId = partnerRoomId;
      message.delivery = { parts: (message.delivery.parts ?? []).filter(({ done }) => done) };
      index -= 1;
      continue;
    }
    return settleFailure(message, result, now);
  }
  await saveSent(message);
  return { done: true };
}

async function deliverPart(options: {
  adapter: ChannelAdapter;
  message: OutboundMessage;
  index: number;
  send: SendOptions;
  isFresh: boolean;
}): Promise<SendResult | "done-before"> {
  const { adapter, message, index, send, isFresh } = options;
  const known = message.delivery.parts?.[index];
  if (known?.done) return "done-before";
  if (known) {
    const edited = await adapter.edit({ ...send, externalId: known.id });
    // A draft that the person deleted: the answer is sent anew.
    if (edited.ok || edited.reason !== "gone") return edited;
    message.delivery.parts = message.delivery.parts?.slice(0, index) ?? [];
  }
  const intent = message.delivery.sending;
  const isOwnIntent = isFresh && intent?.part === index;
  if (intent?.part === index && !isOwnIntent && adapter.recover) {
    const recovered = await adapter.recover({ ...send, after: intent.after, known: await knownIds(message.room.id) });
    if (recovered.ok || recovered.reason !== "gone") return recovered;
  }
  if (!isOwnIntent) {
    message.delivery.sending = { part: index, after: await boundsFor(adapter, message, send) };
    await saveDelivery(message.id, message.delivery);
  }
  return adapter.send(send);
}

async function boundsFor(adapter: ChannelAdapter, message: OutboundMessage, send: SendOptions): Promise<string[]> {
  const highest = Math.max(0, ...[...(await knownIds(message.room.id))].map(Number).filter(Number.isFinite));
  const sent = (message.delivery.parts ?? []).map(({ id }) => Number(id)).filter(Number.isFinite);
  return [String(Math.max(highest, ...sent)), ...(adapter.sendBounds?.(send) ?? [])];
}

async function settleFailure(
  message: OutboundMessage,
  failure: Exclude<SendResult, { ok: true }>,
  now: Date,
): Promise<DeliveryOutcome> {
  if (failure.reason === "forbidden") {
    await stopWriting({
      roomId: message.room.id,
      endUserId: message.room.type === "private" ? message.endUserId : null,
    });
    return fail(message, failure.description);
  }
  if (failure.reason === "rejected") return fail(message, failure.description);
  if (now.getTime() - message.createdAt.getTime() > GIVE_UP_AFTER_MS)
    return fail(message, "not delivered within a day");
  // Known not to have been sent: the next attempt need not look for it.
  if (failure.reason === "wait" || failure.reason === "unauthorized") delete message.delivery.sending;
  const attempts = (message.delivery.attempts ?? 0) + 1;
  message.delivery = { ...message.delivery, attempts };
  await saveDelivery(message.id, message.delivery);
  if (failure.reason === "wait") return { done: false, retryInMs: failure.seconds * 1000 };
  const backoff = Math.min(1_000 * 2 ** Math.min(attempts - 1, 6), 60_000);
  return { done: false, retryInMs: Math.round(backoff * (1 + Math.random() * 0.3)) };
}

async function fail(message: OutboundMessage, error: string): Promise<DeliveryOutcome> {
  log().warn({ messageId: message.id, roomId: message.room.id, reason: error }, "an answer was not delivered");
  await saveFailed(message.id, { ...message.delivery, error });
  return { done: true };
}
