import { loadConnection } from "#lib/channels/load-connection.ts";
import { apiSignal, telegramApi } from "#lib/channels/telegram/client.ts";
import { log } from "#lib/infra/log.ts";
import { takeLease } from "#lib/rooms/lease.ts";

const TIMEOUT_MS = 5_000;

/** Takes down the webhook of a bot that was switched off, so that Telegram keeps its updates instead of sending them. */
export async function retireBot(connectionId: string): Promise<void> {
  const lease = await takeLease({ name: `poll:${connectionId}`, ttlMs: TIMEOUT_MS * 2, waitMs: 0 });
  // Another process is at it already.
  if (!lease) return;
  try {
    const connection = await loadConnection(connectionId);
    if (!connection?.token) return;
    await telegramApi(connection).deleteWebhook({}, apiSignal(AbortSignal.timeout(TIMEOUT_MS)));
  } catch (err) {
    log().warn({ err, connectionId }, "a bot's webhook was not taken down; the gateway refuses its calls");
  } finally {
    await lease.release();
  }
}
