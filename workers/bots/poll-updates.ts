import type { LoadedConnection } from "#lib/channels/load-connection.ts";
import { apiSignal, telegramApi } from "#lib/channels/telegram/client.ts";
import { ALLOWED_UPDATES } from "#lib/channels/telegram/parse-update.ts";
import { readPollOffset, savePollOffset } from "#lib/channels/telegram/poll-offset.ts";
import { storableUpdate } from "#lib/channels/telegram/storable-update.ts";
import { letPass } from "#lib/gate/let-pass.ts";
import { systemClock } from "#lib/infra/clock.ts";
import { telegramUpdateJobId, telegramUpdates } from "#lib/queues/telegram.ts";
import { gateAtOnce, isTakenSoon } from "../gate-at-once.ts";

/** How long Telegram holds an empty poll open. Short enough to notice within it that the bot's commands changed. */
const POLL_SECONDS = 20;

/**
 * Long polling of our own: Telegram forgets updates once a poll asks for later ones, so the next poll goes out only when
 * the updates are in the queue and the offset is stored. (@grammyjs/runner asks for later ones before its sink is done.)
 * @param options.onAlive after each answered poll
 * @throws GrammyError or HttpError when Telegram refuses or cannot be reached
 */
export async function pollUpdates(options: {
  connection: LoadedConnection;
  signal: AbortSignal;
  onAlive: () => Promise<void>;
}): Promise<void> {
  const { connection, signal, onAlive } = options;
  const api = telegramApi(connection, "polling");
  // A webhook that an earlier setting left behind would refuse every poll.
  await api.deleteWebhook({}, apiSignal(signal));
  let offset = await readPollOffset(connection.id, systemClock.now());
  const poll = (from: number, seconds: number) =>
    api.getUpdates({ offset: from, limit: 100, timeout: seconds, allowed_updates: ALLOWED_UPDATES }, apiSignal(signal));
  let isFirst = true;
  while (!signal.aborted) {
    const updates = await poll(offset, isFirst ? 0 : POLL_SECONDS);
    isFirst = false;
    const last = updates.at(-1);
    if (last) {
      const receivedAt = systemClock.now();
      const storable = updates.map((update) => storableUpdate({ ...update }));
      const passes = await Promise.all(storable.map((update) => letPass({ connection, update, receivedAt })));
      const left = storable.filter((_, index) => !passes[index]);
      if (left.length > 0) {
        const added = telegramUpdates.addBulk(
          left.map((update) => ({
            payload: { connectionId: connection.id, update, receivedAt: receivedAt.getTime() },
            options: { jobId: telegramUpdateJobId(connection.id, update.update_id) },
          })),
        );
        await guardMeanwhile({ connection, added, updates: left, poll: () => poll(offset, 0) });
      }
      offset = last.update_id + 1;
      await savePollOffset(connection.id, offset, systemClock.now());
    }
    await onAlive();
  }
}

/**
 * Waits until the queue has the updates. Meanwhile the gate acts on them, and on the next that Telegram keeps: asked for
 * with the same offset, they are not confirmed by that and come again.
 */
async function guardMeanwhile(options: {
  connection: LoadedConnection;
  added: Promise<void>;
  updates: { update_id: number }[];
  poll: () => Promise<{ update_id: number }[]>;
}): Promise<void> {
  const { connection, added } = options;
  let { updates } = options;
  while (!(await isTakenSoon(added))) {
    if (!connection.gate) return added;
    await gateAtOnce(connection, updates);
    updates = (await options.poll()).map((update) => storableUpdate({ ...update }));
  }
}
