import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { closeAll, until, wait } from "#tests/integration/assistant/harness.ts";
import { keepDoing } from "./keep-doing.ts";
import { type OwnServers, ownServers } from "./own-servers.ts";
import { type SpawnedWorkers, spawnWorkers } from "./spawn-workers.ts";
import { gatherCrowd } from "./webhook-crowd.ts";

const queuesOnRedis = inject("redisUrl") !== "";
let servers: OwnServers;
let sandbox: Sandbox;
let workers: SpawnedWorkers;

beforeAll(async () => {
  if (!queuesOnRedis) return;
  servers = await ownServers();
  sandbox = await startSandbox();
  workers = await spawnWorkers();
});
afterAll(async () => {
  if (!queuesOnRedis) return;
  await workers.stop();
  await sandbox.close();
  await closeAll();
  await servers.stop();
});

// There is no Redis to kill where the queues are on PostgreSQL.
test.runIf(queuesOnRedis)(
  "Redis killed under load: nothing acknowledged is lost, calls answer meanwhile, and all recovers by itself",
  async () => {
    const crowd = await gatherCrowd({ sandbox, people: 20 });
    const { raw } = await createKey(crowd.bot.team.id, { rateLimit: 10_000 });
    const operator = (await createKey(null)).raw;
    const calls: { status: number; ms: number }[] = [];
    const call = async () => {
      const began = performance.now();
      const response = await fetch(`${workers.url}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${raw}`, "content-type": "application/json" },
        body: JSON.stringify({ model: "default", messages: [{ role: "user", content: "[[say:ok]]" }] }),
      });
      await response.text();
      calls.push({ status: response.status, ms: performance.now() - began });
    };
    const ready = async () => (await fetch(`${workers.url}/ready`)).status;
    await call();
    expect(await ready()).toBe(200);
    expect((await callAdmin("GET", "/teams", { key: operator })).status).toBe(200);

    const load = keepDoing(100, () => crowd.say(workers.url, { until200: true }));
    const calling = keepDoing(100, call);
    await until(() => crowd.acknowledged() > 15);
    await servers.killRedis();
    await until(() => crowd.deliveries.some((one) => one.status === 503), 20_000);
    expect(await ready()).toBe(503);
    expect((await fetch(`${workers.url}/health`)).status).toBe(200);
    const began = performance.now();
    const changed = await callAdmin("PATCH", `/teams/${crowd.bot.team.id}`, {
      key: operator,
      body: { overrides: { maxHistory: 7 } },
    });
    expect(changed.status).toBe(200);
    expect(performance.now() - began).toBeLessThan(5_000);
    await servers.reviveRedis();
    await until(async () => (await ready()) === 200);
    await wait(1_000);
    await Promise.all([load.stop(), calling.stop()]);

    expect(new Set(calls.map((one) => one.status))).toEqual(new Set([200]));
    expect(Math.max(...calls.map((one) => one.ms))).toBeLessThan(5_000);
    expect(new Set(crowd.deliveries.map((one) => one.status))).toEqual(new Set([200, 503]));
    expect(Math.max(...crowd.deliveries.map((one) => one.ms))).toBeLessThan(15_000);
    await crowd.expectOneAnswerEach();
    const byApi = () => getDb().usageRecord.count({ where: { teamId: crowd.bot.team.id, channel: "api" } });
    await until(async () => (await byApi()) === calls.length);
  },
  120_000,
);
