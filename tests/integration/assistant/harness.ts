import { join } from "node:path";
import { expect } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { getEnv } from "#lib/infra/env.ts";
import type { Connection, Message, Team, UsageRecord } from "#lib/infra/prisma/client.ts";
import { publish } from "#lib/infra/relay.ts";
import { roomSweeps, roomTurns } from "#lib/queues/rooms.ts";
import { telegramUpdates } from "#lib/queues/telegram.ts";
import { CONNECTIONS_CHANGED } from "#lib/teams/connection-changed.ts";
import { startTeamCaches } from "#lib/teams/start-team-cache.ts";
import { startLedger } from "#lib/usage/ledger.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";
import { startBots } from "#workers/bots/start-bots.ts";
import { startRoomsProcessors } from "#workers/processors/rooms.ts";
import { startTelegramProcessors } from "#workers/processors/telegram.ts";

export interface Assistant {
  sandbox: Sandbox;
  /** A team with a model and a bot that is being polled. */
  bot(options?: BotOptions): Promise<Bot>;
  close(): Promise<void>;
}

export interface BotOptions {
  team?: Parameters<typeof createTeam>[0];
  connection?: Parameters<typeof createConnection>[1];
  models?: number;
  token?: string;
}

export interface Bot {
  team: Team;
  connection: Connection;
  /** Public ids; the first is the team's default. */
  models: string[];
  id: number;
  username: string;
  token: string;
}

let nextBotId = 100_000 + Math.floor(Math.random() * 800_000_000);

/** The whole assistant in this process, against a sandbox of its own. */
export async function startAssistant(options: { bots?: boolean; webhookUrl?: string } = {}): Promise<Assistant> {
  const sandbox = await startSandbox();
  const ledger = await startLedger({ journalDir: join(getEnv().DATA_DIR, "journal") });
  const stopCaches = await startTeamCaches();
  const mine = new Set<string>();
  const processors = [startTelegramProcessors(), startRoomsProcessors()];
  const bots =
    options.bots === false
      ? undefined
      : await startBots({ webhookUrl: options.webhookUrl, isMine: (id) => mine.has(id) });
  return {
    sandbox,
    async bot(wanted = {}) {
      const made = await createBot(sandbox, wanted);
      mine.add(made.connection.id);
      await publish(CONNECTIONS_CHANGED, { connectionId: made.connection.id });
      return made;
    },
    async close() {
      await bots?.close();
      await Promise.all(processors.map((one) => one.close()));
      await ledger.stop();
      await stopCaches();
      await sandbox.close();
      await closeAll();
    },
  };
}

export async function closeAll(): Promise<void> {
  for (const queue of [telegramUpdates, roomTurns, roomSweeps]) await queue.close();
  await closeInfra();
}

export async function createBot(sandbox: Sandbox, options: BotOptions): Promise<Bot> {
  const models: string[] = [];
  for (let index = 0; index < (options.models ?? 1); index += 1) {
    const { model } = await createProviderWithModel({ baseUrl: sandbox.providerBaseUrl });
    models.push(model.publicId);
  }
  const team = await createTeam({
    ...{ type: "PUBLIC", defaultModel: models[0] ?? null, availableModels: models, rateLimit: 10_000 },
    ...{ requiresAuth: false, commands: ["start", "help", "status", "clear", "model", "models", "settings"] },
    ...options.team,
  });
  nextBotId += 1;
  const name = uniqueName("b").replaceAll(/[^a-z0-9]/gi, "");
  const token = options.token ?? `${nextBotId}:sandbox-${name}`;
  const { settings, ...fields } = options.connection ?? {};
  const connection = await createConnection(team.id, {
    ...fields,
    token,
    settings: { apiRoot: sandbox.telegramApiRoot, ...(settings as object | undefined) },
  });
  return { team, connection, models, id: nextBotId, username: `${name}_bot`, token };
}

let nextPerson = 5_000_000 + Math.floor(Math.random() * 900_000_000);

/** A call of the sandbox's control API. */
export async function control<T = unknown>(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${sandbox.url}/sandbox/telegram${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(json)}`);
  return json as T;
}

export interface ChatMessage {
  messageId: number;
  from: { id: number; isBot: boolean } | null;
  text: string | null;
  entities: { type: string }[];
  edits: number;
  keyboard?: { text: string; callback_data: string }[][] | null | undefined;
  threadId?: number | null;
  replyTo?: unknown;
}

export interface Person {
  id: number;
  /** The private chat with the bot. */
  chat: string;
  say(text: string): Promise<ChatMessage>;
  /** What the bot has said there. */
  heard(): Promise<ChatMessage[]>;
  /** Waits until the bot has said that many messages, and they are delivered. */
  hears(count: number, timeout?: number): Promise<ChatMessage[]>;
}

export async function newPerson(sandbox: Sandbox, bot: Bot, firstName = "Ann"): Promise<Person> {
  nextPerson += 1;
  const id = nextPerson;
  await until(
    async () => (await getDb().connection.findUnique({ where: { id: bot.connection.id } }))?.health === "HEALTHY",
  );
  await control(sandbox, "POST", "/users", { id, firstName });
  const chat = `${bot.id}:${id}`;
  const heard = async () => saidByBot(sandbox, chat, bot);
  return {
    id,
    chat,
    heard,
    say: (text) => control<ChatMessage>(sandbox, "POST", `/chats/${chat}/messages`, { userId: id, text }),
    async hears(count, timeout = 30_000) {
      await until(async () => (await heard()).length >= count && (await pendingIn(bot)) === 0, timeout);
      return heard();
    },
  };
}

export async function saidByBot(sandbox: Sandbox, chat: string, bot: Bot): Promise<ChatMessage[]> {
  const { messages } = await control<{ messages: ChatMessage[] }>(sandbox, "GET", `/chats/${chat}/messages?limit=1000`);
  return messages.filter((message) => message.from?.id === bot.id);
}

/** Messages of the bot's team that still wait for an answer or for delivery. */
export function pendingIn(bot: Bot): Promise<number> {
  return getDb().message.count({ where: { teamId: bot.team.id, status: "PENDING" } });
}

export function storedMessages(bot: Bot): Promise<Message[]> {
  return getDb().message.findMany({ where: { teamId: bot.team.id }, orderBy: { id: "asc" } });
}

/**
 * The usage rows of a bot's team, once there are so many. Other test files' workers take turns from the same queues, so
 * flushing this process's ledger is not enough.
 */
export async function chargedTurns(bot: Bot, count: number): Promise<UsageRecord[]> {
  const rows = () => getDb().usageRecord.findMany({ where: { teamId: bot.team.id }, orderBy: { occurredAt: "asc" } });
  await until(async () => (await rows()).length >= count);
  return rows();
}

export async function until(condition: () => Promise<boolean> | boolean, timeout = 30_000): Promise<void> {
  await expect.poll(condition, { timeout, interval: 50 }).toBe(true);
}

export function wait(ms: number): Promise<void> {
  return new Promise((settle) => setTimeout(settle, ms));
}
