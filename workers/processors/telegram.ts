import { handleTelegramUpdate } from "#lib/chat/telegram.ts";
import { systemClock } from "#lib/infra/clock.ts";
import { microBatch } from "#lib/queues/micro-batch.ts";
import { roomTurns } from "#lib/queues/rooms.ts";
import { telegramUpdates } from "#lib/queues/telegram.ts";

/** Takes in what Telegram sent, and hands rooms with something to answer on. */
export function startTelegramProcessors(): { close(): Promise<void> } {
  const turns = microBatch(roomTurns);
  return telegramUpdates.consume(({ connectionId, update }) =>
    handleTelegramUpdate({
      ...{ connectionId, update },
      enqueueTurn: (roomId) => turns.add({ roomId }, { serialId: roomId }),
      now: systemClock.now(),
    }),
  );
}
