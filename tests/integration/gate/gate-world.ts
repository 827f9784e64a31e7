import { startVerdictSync } from "#lib/gate/known-verdicts.ts";
import { getDb } from "#lib/infra/db.ts";
import type { GateDecision, GateFailurePolicy, GateRule, Restriction } from "#lib/infra/prisma/client.ts";
import { publish } from "#lib/infra/relay.ts";
import { gateChores, gateRetention, gateSweeps, gateTroubles } from "#lib/queues/gate.ts";
import { CONNECTIONS_CHANGED } from "#lib/teams/connection-changed.ts";
import { startTeamCaches } from "#lib/teams/start-team-cache.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import type { CallRecord } from "#sandbox/telegram/call-log.ts";
import { type Bot, closeAll, control, createBot, until, wait } from "#tests/integration/assistant/harness.ts";
import { startBots } from "#workers/bots/start-bots.ts";
import { startGateProcessors } from "#workers/processors/gate.ts";
import { startTelegramProcessors } from "#workers/processors/telegram.ts";

export interface GateWorld {
  sandbox: Sandbox;
  /** A guarded group of a bot of its own, which is being polled. */
  group(options?: GroupOptions): Promise<GuardedGroup>;
  close(): Promise<void>;
}

export interface GroupOptions {
  rule?: GateRule;
  failurePolicy?: GateFailurePolicy;
  params?: Record<string, string | number | string[] | number[] | Record<string, string>>;
  channels?: number;
  /** More of the group in the sandbox's terms. */
  chat?: Record<string, unknown>;
  bot?: { supportsJoinRequestQueries?: boolean };
  /** Further of its columns. */
  row?: { linkedChatId?: bigint };
}

export interface SandboxMessage {
  messageId: number;
  from: { id: number } | null;
  text: string | null;
  deleted: boolean;
  threadId: number | null;
  receiver: { id: number } | null;
  keyboard: { text: string; url?: string; callback_data?: string }[][] | null;
}

let nextId = 6_000_000_000 + Math.floor(Math.random() * 900_000_000);

/** An id that nobody else has. */
export function newId(): number {
  nextId += 1;
  return nextId;
}

/** The gate in this process, against a sandbox of its own. */
export async function startGateWorld(): Promise<GateWorld> {
  const sandbox = await startSandbox();
  const stopCaches = await startTeamCaches();
  const stopVerdicts = await startVerdictSync();
  const mine = new Set<string>();
  const processors = [startTelegramProcessors(), startGateProcessors()];
  const bots = await startBots({ webhookUrl: undefined, isMine: (id) => mine.has(id) });
  const sweeps = setInterval(() => void gateSweeps.add({}).catch(() => undefined), 1_000);
  return {
    sandbox,
    async group(options = {}) {
      const guarded = await createGuardedGroup(sandbox, options);
      mine.add(guarded.bot.connection.id);
      await publish(CONNECTIONS_CHANGED, { connectionId: guarded.bot.connection.id });
      await until(() => sandbox.telegram.bots.get(guarded.bot.id)?.endPoll !== undefined);
      return guarded;
    },
    async close() {
      clearInterval(sweeps);
      await bots.close();
      await Promise.all(processors.map((one) => one.close()));
      await stopVerdicts();
      await stopCaches();
      await sandbox.close();
      for (const queue of [gateChores, gateSweeps, gateTroubles, gateRetention]) await queue.close();
      await closeAll();
    },
  };
}

export type GuardedGroup = Awaited<ReturnType<typeof createGuardedGroup>>;

/** Channels and a supergroup with the bot as their admin, protected in the database, and what people do in them. */
export async function createGuardedGroup(sandbox: Sandbox, options: GroupOptions) {
  const bot: Bot = await createBot(sandbox, { connection: { gate: true, assistant: false } });
  const call = <T>(method: string, path: string, body?: unknown) => control<T>(sandbox, method, path, body);
  await call("POST", "/bots", { token: bot.token, canReadAllGroupMessages: true, ...options.bot });
  const owner = newId();
  await call("POST", "/users", { id: owner, firstName: "Olga" });
  const members = [
    { userId: owner, status: "creator" },
    { userId: bot.id, status: "administrator" },
  ];
  const { teamId, id: connectionId } = bot.connection;
  const channels: { id: string; chatId: number; title: string }[] = [];
  for (let index = 0; index < (options.channels ?? 1); index += 1) {
    const title = `Channel ${index + 1}`;
    const username = `c${bot.id}x${index}`;
    const made = await call<{ id: number }>("POST", "/chats", { type: "channel", title, username, members });
    const row = await getDb().enforcedChannel.create({
      data: { teamId, connectionId, chatId: BigInt(made.id), title, username },
    });
    channels.push({ id: row.id, chatId: made.id, title });
  }
  const body = { type: "supergroup", title: `Group ${bot.id}`, members, guardBotId: undefined, ...options.chat };
  const chat = await call<{ id: number }>("POST", "/chats", body);
  const row = await getDb().protectedGroup.create({
    data: {
      ...{ teamId, connectionId, chatId: BigInt(chat.id), title: `Group ${bot.id}`, ownerUserId: BigInt(owner) },
      ...{ rule: options.rule ?? "ALL", failurePolicy: options.failurePolicy ?? "OPEN" },
      params: options.params ?? {},
      ...options.row,
      channels: { create: channels.map(({ id }, position) => ({ channelId: id, position })) },
    },
  });
  const calls = (method: string): CallRecord[] =>
    sandbox.telegram.calls.filter((one) => one.botId === bot.id && one.method.toLowerCase() === method.toLowerCase());
  return {
    ...{ bot, owner, channels, row, chatId: chat.id, calls, call },
    channel: channels[0] as (typeof channels)[number],
    /** Somebody, who may be in the group already. */
    async person(firstName: string, more: { inGroup?: boolean; languageCode?: string } = {}): Promise<number> {
      const id = newId();
      await call("POST", "/users", {
        id,
        firstName,
        ...(more.languageCode ? { languageCode: more.languageCode } : {}),
      });
      // Quietly: nothing is told, as for people who were there before the bot.
      const quiet = { status: "member", quiet: true };
      if (more.inGroup !== false)
        sandbox.telegram.chats.get(String(chat.id))?.members.set(id, { userId: id, ...quiet } as never);
      return id;
    },
    say: (userId: number, text: string, more: Record<string, unknown> = {}) =>
      call<SandboxMessage>("POST", `/chats/${chat.id}/messages`, { userId, text, ...more }),
    join: (chatId: number, userId: number) => call<{ status: string }>("POST", `/chats/${chatId}/join`, { userId }),
    leave: (chatId: number, userId: number) => call("POST", `/chats/${chatId}/leave`, { userId }),
    /** Puts somebody into a channel without a word to the bot, as when its update has not come yet. */
    joinSilently(chatId: number, userId: number): void {
      sandbox.telegram.chats.get(String(chatId))?.members.set(userId, { userId, status: "member" });
    },
    setMember: (chatId: number, userId: number, standing: Record<string, unknown>) =>
      call("PUT", `/chats/${chatId}/members/${userId}`, standing),
    async message(messageId: number): Promise<SandboxMessage> {
      return call("GET", `/chats/${chat.id}/messages/${messageId}`);
    },
    async isDeleted(message: SandboxMessage): Promise<boolean> {
      return sandbox.telegram.chats.get(String(chat.id))?.messages.get(message.messageId)?.deleted === true;
    },
    member: (userId: number) => sandbox.telegram.chats.get(String(chat.id))?.members.get(userId),
    isMuted(userId: number): boolean {
      const found = sandbox.telegram.chats.get(String(chat.id))?.members.get(userId);
      return found?.status === "restricted" && found.permissions?.can_send_messages === false;
    },
    /** The bot's messages in the group that a person sees. */
    async warnings(as: number, of: string | number = chat.id): Promise<SandboxMessage[]> {
      const { messages } = await call<{ messages: SandboxMessage[] }>(
        "GET",
        `/chats/${of}/messages?limit=1000&as=${as}`,
      );
      return messages.filter((message) => message.from?.id === bot.id && !message.deleted);
    },
    press: (userId: number, message: SandboxMessage, of: string | number = chat.id) =>
      call<{ answered: boolean; text: string | null; showAlert: boolean }>(
        "POST",
        `/chats/${of}/messages/${message.messageId}/press`,
        { userId, data: `gv:${row.id}` },
      ),
    /** Presses the button that all see, on whichever message it is by now: a later warning takes the place of an earlier. */
    async pressPublic(userId: number): Promise<{ text: string | null }> {
      for (let attempt = 0; ; attempt += 1) {
        const { messages } = await call<{ messages: SandboxMessage[] }>("GET", `/chats/${chat.id}/messages?limit=1000`);
        const found = messages.find(
          (one) => one.from?.id === bot.id && !one.deleted && one.receiver === null && one.keyboard,
        );
        const path = `/chats/${chat.id}/messages/${found?.messageId ?? 0}/press`;
        try {
          return await call<{ text: string | null }>("POST", path, { userId, data: `gv:${row.id}` });
        } catch (error) {
          if (attempt === 20) throw error;
          await wait(500);
        }
      }
    },
    decisions: (userId: number): Promise<GateDecision[]> =>
      getDb().gateDecision.findMany({ where: { groupId: row.id, userId }, orderBy: { createdAt: "asc" } }),
    restrictions: (userId: number): Promise<Restriction[]> =>
      getDb().restriction.findMany({ where: { groupId: row.id, userId }, orderBy: { imposedAt: "asc" } }),
  };
}

/** Telegram refuses the bot's messages for one reader alone, as often as any process tries: the gate's are for all to see. */
export function refuseEphemeral(world: Pick<GateWorld, "sandbox">, botId: number): void {
  world.sandbox.telegram.faults.push({
    ...{ id: botId, botId, method: "sendMessage", times: null, hits: 0, status: 400 },
    param: "ephemeral_message_parameters",
    description: "Bad Request: ephemeral messages are not supported",
  });
}
