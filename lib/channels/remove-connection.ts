import type { Actor } from "../audit/write-audit.ts";
import { getEnv } from "../infra/env.ts";
import { log } from "../infra/log.ts";
import { archiveConnection } from "../teams/archive-connection.ts";
import { readConnection } from "../teams/read-connection.ts";
import { forgetConnection, toLoaded } from "./load-connection.ts";
import { apiSignal, createTelegramApi } from "./telegram/client.ts";

const TIMEOUT_MS = 5_000;

/**
 * Removes a connection (see archiveConnection), then asks the platform, with the credentials that were just destroyed, to
 * send nothing more. Whether it does is no matter: the gateway knows the connection no longer.
 * @throws AppError as archiveConnection
 */
export async function removeConnection(options: {
  teamId: string;
  connectionId: string;
  actor: Actor;
  now: Date;
}): Promise<void> {
  const { token, settings, kind } = toLoaded(await readConnection(options));
  await archiveConnection(options);
  forgetConnection(options.connectionId);
  if (kind !== "TELEGRAM" || !token || !getEnv().WEBHOOK_URL) return;
  await createTelegramApi({ token, settings })
    .deleteWebhook({}, apiSignal(AbortSignal.timeout(TIMEOUT_MS)))
    .catch((err: unknown) =>
      log().warn({ err, connectionId: options.connectionId }, "a removed bot's webhook was not taken down"),
    );
}
