import { findRunnableBots, type RunnableBot } from "#lib/channels/find-runnable-bots.ts";
import { forgetConnection } from "#lib/channels/load-connection.ts";
import { getEnv } from "#lib/infra/env.ts";
import { log } from "#lib/infra/log.ts";
import { subscribe } from "#lib/infra/relay.ts";
import { CONNECTIONS_CHANGED } from "#lib/teams/connection-changed.ts";
import { retireBot } from "./retire-bot.ts";
import { runBot } from "./run-bot.ts";

interface RunningBot {
  fingerprint: string;
  stop: AbortController;
  ended: Promise<void>;
}

/** What changed is looked up this often even when nobody says so: a deactivated team's bots stop within 5 s. */
const RECONCILE_EVERY_MS = 2_000;

/**
 * Runs every active Telegram bot of every active team, and keeps that true while connections and teams change. Each bot
 * is on its own: one with a wrong token, or an API that is away, stops nothing else.
 * @param options.webhookUrl where Telegram can reach the gateway; undefined means polling; left out, the setting decides
 * @param options.isMine narrows the bots that this process looks after; left out, all of them
 */
export async function startBots(
  options: { webhookUrl?: string | undefined; isMine?: (connectionId: string) => boolean } = {},
): Promise<{ close(): Promise<void> }> {
  const webhookUrl = "webhookUrl" in options ? options.webhookUrl : getEnv().WEBHOOK_URL;
  const isMine = options.isMine ?? (() => true);
  const running = new Map<string, RunningBot>();
  let closed = false;
  let pending: Promise<void> = Promise.resolve();

  const start = (bot: RunnableBot) => {
    const stop = new AbortController();
    const ended = runBot({ connectionId: bot.id, webhookUrl, signal: stop.signal }).catch((err) =>
      log().error({ err, connectionId: bot.id }, "a bot ended; it is started again"),
    );
    const entry = { fingerprint: bot.fingerprint, stop, ended };
    running.set(bot.id, entry);
    void ended.then(() => {
      if (running.get(bot.id) === entry) running.delete(bot.id);
    });
  };

  const reconcile = async () => {
    if (closed) return;
    const bots = (await findRunnableBots()).filter((bot) => isMine(bot.id));
    const wanted = new Map(bots.map((bot) => [bot.id, bot]));
    const outdated = [...running].filter(([id, bot]) => wanted.get(id)?.fingerprint !== bot.fingerprint);
    // All are told before any is waited for: one that hangs in a call must not keep the others running.
    for (const [id, bot] of outdated) {
      forgetConnection(id);
      bot.stop.abort();
    }
    for (const [id, bot] of outdated) {
      await bot.ended;
      if (!wanted.has(id) && webhookUrl) await retireBot(id);
    }
    for (const bot of wanted.values()) if (!closed && !running.has(bot.id)) start(bot);
  };

  // One after the other, however often it is asked for.
  const reconcileSoon = () => {
    pending = pending.then(reconcile).catch((err) => log().warn({ err }, "bots were not looked after"));
    return pending;
  };

  const unsubscribe = await subscribe<{ connectionId?: string }>(CONNECTIONS_CHANGED, async (change) => {
    if (change.connectionId) forgetConnection(change.connectionId);
    void reconcileSoon();
  });
  await reconcileSoon();
  const timer = setInterval(reconcileSoon, RECONCILE_EVERY_MS);

  return {
    async close() {
      closed = true;
      clearInterval(timer);
      await unsubscribe();
      for (const bot of running.values()) bot.stop.abort();
      await pending;
      await Promise.all([...running.values()].map((bot) => bot.ended));
    },
  };
}
