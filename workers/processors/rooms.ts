import { randomUUID } from "node:crypto";
import { answerRoom } from "#lib/chat/answer-room.ts";
import { roomSweeps, roomTurns } from "#lib/queues/rooms.ts";
import { findStuckRooms } from "#lib/rooms/find-stuck-rooms.ts";

/** Answers and delivers in rooms, and looks after those that were left behind. */
export function startRoomsProcessors(): { close(): Promise<void> } {
  let closing = false;
  const turns = roomTurns.consume(async ({ roomId }, job) => {
    const { retryInMs } = await answerRoom({ roomId, lastAttempt: job.lastAttempt, shouldStop: () => closing });
    // By an id of its own: the serial id belongs to the running job until it ends.
    if (retryInMs !== undefined)
      await roomTurns.add({ roomId }, { jobId: `later-${randomUUID()}`, delayMs: retryInMs });
  });
  const sweeps = roomSweeps.consume(async () => {
    const roomIds = await findStuckRooms();
    if (roomIds.length === 0) return;
    await roomTurns.addBulk(roomIds.map((roomId) => ({ payload: { roomId }, options: { serialId: roomId } })));
  });
  return {
    async close() {
      closing = true;
      await Promise.all([turns.close(), sweeps.close()]);
    },
  };
}
