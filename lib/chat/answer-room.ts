import { loadConnection } from "../channels/load-connection.ts";
import { findAdapter, requireAdapter } from "../channels/registry.ts";
import { type Clock, systemClock } from "../infra/clock.ts";
import { log } from "../infra/log.ts";
import { deliver, type OutboundMessage } from "../rooms/deliver.ts";
import { pendingAnswers, saveFailed } from "../rooms/delivery-store.ts";
import { takeLease } from "../rooms/lease.ts";
import { nextTurn } from "../rooms/load-turn.ts";
import { loadTeamConfig } from "../teams/load-team-config.ts";
import { answerTurn } from "./answer-turn.ts";
import { recoverCharge } from "./recover-charge.ts";

export interface AnswerRoomResult {
  /** Milliseconds after which the room wants to be looked at again; absent when nothing is left to do. */
  retryInMs?: number;
}

// A killed worker's room is free again after this; a healthy holder renews it three times as often.
const ROOM_LEASE_MS = 6_000;

/**
 * Does all that a room waits for, in order: delivers what was written but not delivered, then answers message after
 * message. One process at a time works on a room, whatever the queue does.
 * @param options.shouldStop asked between messages: a process that is shutting down leaves the rest to others
 * @param options.lastAttempt when the oldest message fails once more, it is given up with an apology
 */
export async function answerRoom(options: {
  roomId: string;
  lastAttempt: boolean;
  shouldStop: () => boolean;
  clock?: Clock;
}): Promise<AnswerRoomResult> {
  const { roomId, lastAttempt, shouldStop, clock = systemClock } = options;
  const lease = await takeLease({ name: `room:${roomId}`, ttlMs: ROOM_LEASE_MS, waitMs: ROOM_LEASE_MS + 1_000 });
  if (!lease) return { retryInMs: 1_000 };
  try {
    for (const message of await pendingAnswers(roomId)) {
      if (shouldStop()) return { retryInMs: 1 };
      const outcome = await redeliver(message, clock.now(), lease.lost);
      if (!outcome.done) return { retryInMs: outcome.retryInMs };
    }
    for (let turn = await nextTurn(roomId); turn !== null; turn = await nextTurn(roomId)) {
      if (shouldStop() || lease.lost.aborted) return { retryInMs: 1 };
      const outcome = await answerTurn({ turn, giveUp: lastAttempt, now: clock.now(), signal: lease.lost });
      if (!outcome.done) return { retryInMs: outcome.retryInMs };
    }
    return {};
  } finally {
    await lease.release();
  }
}

async function redeliver(message: OutboundMessage, now: Date, signal: AbortSignal) {
  const connection = await loadConnection(message.room.connectionId);
  const adapter = connection && findAdapter(connection.kind);
  if (!connection?.active || !adapter) {
    await saveFailed(message.id, { ...message.delivery, error: "the connection is switched off" });
    return { done: true as const };
  }
  const config = await loadTeamConfig(message.teamId);
  await recoverCharge({ message, timeZone: config.timeZone });
  log().info({ messageId: message.id, roomId: message.room.id }, "delivering an answer left behind");
  return deliver({ adapter: requireAdapter(connection.kind), connection, message, fresh: false, now, signal });
}
