import { setTimeout as sleep } from "node:timers/promises";
import { ensureAccessCode } from "#lib/channels/access-code.ts";
import { checkConnection, storeHealth } from "#lib/channels/check-connection.ts";
import { type LoadedConnection, loadConnection, readHealth } from "#lib/channels/load-connection.ts";
import { explainTelegramError } from "#lib/channels/telegram/check-bot.ts";
import { type CommandMenu, publishCommands } from "#lib/channels/telegram/publish-commands.ts";
import { enabledCommands } from "#lib/chat/commands/table.ts";
import { menuCommands } from "#lib/gate/commands/menu-commands.ts";
import { log } from "#lib/infra/log.ts";
import { takeLease } from "#lib/rooms/lease.ts";
import { loadTeamConfig } from "#lib/teams/load-team-config.ts";
import { pollUpdates } from "./poll-updates.ts";
import { receiveByWebhook } from "./receive-by-webhook.ts";

/** A killed process's bot is polled by another one within 10 s: this, and the pause between two tries. */
const LEASE_MS = 7_000;
const LEASE_RETRY_MS = 1_500;
const FIRST_BACKOFF_MS = 1_000;
/** A token that Telegram does not know stays wrong until it is changed, which starts the bot anew. */
const MAX_BACKOFF_MS = 30_000;

/**
 * Runs one bot for as long as the signal allows: waits until no other process runs it, asks Telegram who it is, then
 * receives its updates. Whatever goes wrong shows as the connection's health, and is tried again with growing pauses.
 */
export async function runBot(options: {
  connectionId: string;
  webhookUrl: string | undefined;
  signal: AbortSignal;
}): Promise<void> {
  const { connectionId, webhookUrl, signal } = options;
  let failures = 0;
  while (!signal.aborted) {
    const lease = await takeLease({ name: `poll:${connectionId}`, ttlMs: LEASE_MS, waitMs: 0 }).catch(() => null);
    if (!lease) {
      await pause(LEASE_RETRY_MS, signal);
      continue;
    }
    const active = AbortSignal.any([signal, lease.lost]);
    try {
      while (!active.aborted) {
        const worked = await runOnce({ connectionId, webhookUrl, signal: active });
        if (active.aborted) break;
        failures = worked ? 0 : failures + 1;
        const backoff = Math.min(FIRST_BACKOFF_MS * 2 ** Math.min(failures, 10), MAX_BACKOFF_MS);
        await pause(backoff * (1 + Math.random() * 0.2), active);
      }
    } finally {
      await lease.release();
    }
  }
}

/** @returns whether it received updates before it ended */
async function runOnce(options: {
  connectionId: string;
  webhookUrl: string | undefined;
  signal: AbortSignal;
}): Promise<boolean> {
  const { connectionId, webhookUrl, signal } = options;
  let worked = false;
  let connection: LoadedConnection | null = null;
  try {
    await checkConnection(connectionId);
    connection = await loadConnection(connectionId);
    if (!connection || (await readHealth(connectionId)) !== "HEALTHY") return false;
    const bot = connection;
    const configured = await configure(bot, undefined);
    const onAlive = async () => {
      worked = true;
      // A check that met a passing failure must not leave a working bot marked as broken.
      if ((await readHealth(connectionId)) !== "HEALTHY") await checkConnection(connectionId);
      configured.commands = (await configure(bot, configured.commands)).commands;
    };
    if (webhookUrl) await receiveByWebhook({ connection: bot, webhookUrl, signal, onAlive });
    else await pollUpdates({ connection: bot, signal, onAlive });
  } catch (err) {
    if (signal.aborted) return worked;
    log().warn({ err, connectionId }, "a bot stopped receiving; it is tried again");
    const isTelegrams =
      (err as { name?: string }).name === "GrammyError" || (err as { name?: string }).name === "HttpError";
    if (connection && isTelegrams) {
      await storeHealth(connection, explainTelegramError(err, connection)).catch((cause) =>
        log().warn({ err: cause, connectionId }, "a connection's health was not stored"),
      );
    }
  }
  return worked;
}

/** Brings the bot's menu in line with the team's commands, and gives a closed bot its access code. */
async function configure(connection: LoadedConnection, published: string | undefined): Promise<{ commands: string }> {
  const config = await loadTeamConfig(connection.teamId);
  if (config.requiresAuth.value && !connection.settings.accessCode) {
    connection.settings.accessCode = (await ensureAccessCode(connection.id)) ?? undefined;
  }
  const commands = enabledCommands(config.commands.value).map(({ name, description }) => ({
    command: name,
    description,
  }));
  const menus = menusOf(connection, commands);
  const wanted = JSON.stringify(menus);
  if (wanted !== published) await publishCommands(connection, menus);
  return { commands: wanted };
}

/**
 * The assistant's commands for everybody it answers; for the admins of groups the gate's, which go first there. What the bot
 * does not do has no menu, also where it had one.
 */
function menusOf(connection: LoadedConnection, commands: CommandMenu["commands"]): CommandMenu[] {
  const own = connection.assistant ? commands : [];
  const ofGate = (place: "admins" | "private", isShown: boolean) =>
    menuCommands(place).map(({ language, commands: wanted }): CommandMenu => {
      const names = new Set(wanted.map(({ command }) => command));
      const others = place === "admins" ? own.filter(({ command }) => !names.has(command)) : [];
      return { place, ...(language === "en" ? {} : { language }), commands: isShown ? [...wanted, ...others] : [] };
    });
  return [
    { place: "everybody", commands: own },
    ...ofGate("admins", connection.gate),
    ...ofGate("private", connection.gate && !connection.assistant),
  ];
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
