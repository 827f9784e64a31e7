import { systemClock } from "#lib/infra/clock.ts";
import { broadcastRuns, broadcastSweeps } from "#lib/queues/broadcasts.ts";
import { runBroadcast } from "#lib/rooms/broadcasts/run-broadcast.ts";
import { startBroadcast } from "#lib/rooms/broadcasts/start-broadcast.ts";
import { sweepBroadcasts } from "#lib/rooms/broadcasts/sweep-broadcasts.ts";

/** Begins broadcasts that are due, and sends them. */
export function startBroadcastsProcessors(): { close(): Promise<void> } {
  const closing = new AbortController();
  const runs = broadcastRuns.consume(async ({ broadcastId }) => {
    const now = systemClock.now();
    if (await startBroadcast({ broadcastId, now })) await runBroadcast({ broadcastId, signal: closing.signal, now });
  });
  const sweeps = broadcastSweeps.consume(async () => {
    const due = await sweepBroadcasts({ now: systemClock.now() });
    if (due.length === 0) return;
    await broadcastRuns.addBulk(
      due.map((broadcastId) => ({ payload: { broadcastId }, options: { serialId: broadcastId } })),
    );
  });
  return {
    async close() {
      closing.abort();
      await Promise.all([runs.close(), sweeps.close()]);
    },
  };
}
