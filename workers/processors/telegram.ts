import { loadConnection } from "#lib/channels/load-connection.ts";
import { handleTelegramUpdate } from "#lib/chat/telegram.ts";
import { flushDecisions } from "#lib/gate/decision-log.ts";
import { handleGateUpdate } from "#lib/gate/telegram.ts";
import { systemClock } from "#lib/infra/clock.ts";
import { microBatch } from "#lib/queues/micro-batch.ts";
import { roomTurns } from "#lib/queues/rooms.ts";
import { telegramUpdates } from "#lib/queues/telegram.ts";

/** Takes in what Telegram sent: past the gate first, then into rooms; those with something to answer are handed on. */
export function startTelegramProcessors(): { close(): Promise<void> } {
  const turns = microBatch(roomTurns);
  const updates = telegramUpdates.consume(async ({ connectionId, update, receivedAt }, { addedAt }) => {
    const connection = await loadConnection(connectionId);
    const now = systemClock.now();
    if (connection?.gate) {
      const arrived = receivedAt === undefined ? addedAt : new Date(receivedAt);
      const { held } = await handleGateUpdate({ connectionId, update, receivedAt: arrived, now });
      // A bot that only guards groups talks to nobody.
      if (held || !(connection.assistant || connection.inbox)) return;
    }
    await handleTelegramUpdate({
      ...{ connectionId, update, now },
      enqueueTurn: (roomId) => turns.add({ roomId }, { serialId: roomId }),
    });
  });
  return {
    async close() {
      await updates.close();
      await flushDecisions();
    },
  };
}
