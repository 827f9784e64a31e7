import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { closeAll, control } from "#tests/integration/assistant/harness.ts";
import { type SenderProcess, spawnSender } from "#tests/integration/telegram/spawn-sender.ts";
import { type OwnServers, ownServers } from "./own-servers.ts";

const queuesOnRedis = inject("redisUrl") !== "";
const RETRY_AFTER = 40;
let servers: OwnServers;
let sandbox: Sandbox;
let senders: [SenderProcess, SenderProcess];

beforeAll(async () => {
  if (!queuesOnRedis) return;
  servers = await ownServers();
  sandbox = await startSandbox();
  senders = await Promise.all([spawnSender(), spawnSender()]);
});
afterAll(async () => {
  if (!queuesOnRedis) return;
  await Promise.all(senders.map((sender) => sender.end()));
  await sandbox.close();
  await closeAll();
  await servers.stop();
});

// There is no Redis to kill where the queues are on PostgreSQL.
test.runIf(queuesOnRedis)(
  "Redis killed: messages go on, at each process's own pace, and what Telegram asked holds until it has passed",
  { timeout: 120_000 },
  async () => {
    const botId = 611_611;
    await control(sandbox, "POST", "/bots", { token: `${botId}:sandbox-killed` });
    const [busy, ...free] = Array.from({ length: 40 }, (_, index) => -1_000_000_000_700 - index) as [
      number,
      ...number[],
    ];
    for (const id of [busy, ...free]) {
      const members = [{ userId: botId, status: "member" }];
      await control(sandbox, "POST", "/chats", { id, type: "supergroup", title: "G", members });
    }
    const connection = {
      ...{ id: "killed", teamId: "t", kind: "TELEGRAM" as const, name: "bot", externalId: null, username: null },
      ...{ defaultModel: null, active: true, assistant: true, gate: false, inbox: false, webhookSecretHash: null },
      ...{ token: `${botId}:sandbox-killed`, settings: { apiRoot: sandbox.telegramApiRoot } },
    };
    const send = (who: SenderProcess, chatId: number, maxWaitMs: number) =>
      who.run({ connection, calls: [{ chatId, text: "x", priority: 0, maxWaitMs }] });
    const [a, b] = senders;
    const calls = (chatId: number) => sandbox.telegram.calls.filter((call) => call.chatId === chatId);

    const someGroup = () => free.pop() ?? 0;

    expect(await send(b, someGroup(), 60_000)).toEqual(["ok"]);
    await servers.killRedis();
    // Nobody else can know of this one while Redis is away.
    await control(sandbox, "POST", "/faults", { chatId: busy, status: 429, retryAfter: RETRY_AFTER });
    expect(await send(a, busy, 0)).toEqual(["wait"]);
    const refusal = calls(busy)[0];
    expect(await send(a, someGroup(), 60_000)).toEqual(["ok"]);
    expect(await send(b, someGroup(), 60_000)).toEqual(["ok"]);
    expect(await send(a, busy, 0)).toEqual(["wait"]);
    await servers.reviveRedis();
    // The first message that goes through Redis again takes along what its process remembers.
    const redis = new Redis(process.env.REDIS_URL ?? "");
    const key = `switchboard:telegram-budget:${botId}@${sandbox.telegramApiRoot}`;
    const isTold = async () => {
      await send(a, someGroup(), 60_000);
      return (await redis.hget(key, "s"))?.includes(`"${busy}"`);
    };
    await expect.poll(isTold, { timeout: 25_000, interval: 1_000 }).toBe(true);
    redis.disconnect();
    expect(await send(b, busy, 0)).toEqual(["wait"]);
    expect(calls(busy)).toHaveLength(1);
    const last = await a.run({ connection, calls: [{ chatId: busy, text: "later", priority: 0, maxWaitMs: 60_000 }] });
    expect(last).toEqual(["ok"]);
    const [, ...after] = calls(busy);
    expect(after).toHaveLength(1);
    expect(after[0]?.at).toBeGreaterThanOrEqual((refusal?.at ?? 0) + RETRY_AFTER * 1_000);
  },
);
