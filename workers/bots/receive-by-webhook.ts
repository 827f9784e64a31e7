import { setTimeout as sleep } from "node:timers/promises";
import type { LoadedConnection } from "#lib/channels/load-connection.ts";
import { apiSignal, telegramApi } from "#lib/channels/telegram/client.ts";
import { ALLOWED_UPDATES } from "#lib/channels/telegram/parse-update.ts";
import { webhookSecret } from "#lib/channels/telegram/webhook-secret.ts";

/** How often the webhook is looked at: whether it is still ours, and whether the bot's commands changed. */
const LOOK_EVERY_MS = 20_000;

/**
 * Points Telegram at the gateway and keeps it there: whoever else sets or deletes the bot's webhook loses it again.
 * @throws GrammyError or HttpError when Telegram refuses or cannot be reached
 */
export async function receiveByWebhook(options: {
  connection: LoadedConnection;
  webhookUrl: string;
  signal: AbortSignal;
  onAlive: () => Promise<void>;
}): Promise<void> {
  const { connection, signal, onAlive } = options;
  const api = telegramApi(connection);
  const url = `${options.webhookUrl.replace(/\/+$/, "")}/webhooks/telegram/${connection.id}`;
  const secret = await webhookSecret(connection.id);
  // Set at every start: Telegram does not tell whether the secret that it has is still the right one.
  let isOurs = false;
  while (!signal.aborted) {
    if (!isOurs) {
      await api.setWebhook(
        url,
        { secret_token: secret, allowed_updates: ALLOWED_UPDATES, max_connections: 100 },
        apiSignal(signal),
      );
    }
    await onAlive();
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) isOurs = (await api.getWebhookInfo(apiSignal(signal))).url === url;
  }
}
