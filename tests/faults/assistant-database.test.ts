import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { closeAll, until, wait } from "#tests/integration/assistant/harness.ts";
import { keepDoing } from "./keep-doing.ts";
import { type OwnServers, ownServers } from "./own-servers.ts";
import { type SpawnedWorkers, spawnWorkers } from "./spawn-workers.ts";
import { gatherCrowd } from "./webhook-crowd.ts";

let servers: OwnServers;
let sandbox: Sandbox;
let workers: SpawnedWorkers;

beforeAll(async () => {
  servers = await ownServers({ killable: true });
  // Answers take a while, so that the kill meets them at every stage.
  sandbox = await startSandbox({ provider: { latencyMs: 150 }, telegram: { settings: { latencyMs: 40 } } });
  workers = await spawnWorkers();
});
afterAll(async () => {
  await workers.stop();
  await sandbox.close();
  await closeAll();
  await servers.stop();
});

test("PostgreSQL killed under the assistant's load: 503 and no hang, then one answer and one charge per message", async () => {
  const crowd = await gatherCrowd({ sandbox, people: 20 });
  const load = keepDoing(100, () => crowd.say(workers.url, { until200: true }));
  await until(() => crowd.acknowledged() > 20);
  await servers.killPostgres();
  await until(() => crowd.deliveries.some((one) => one.status === 503), 20_000);
  await wait(3_000);
  await servers.revivePostgres();
  const before = crowd.acknowledged();
  await until(() => crowd.acknowledged() > before + 20);
  await load.stop();
  expect(new Set(crowd.deliveries.map((one) => one.status))).toEqual(new Set([200, 503]));
  expect(Math.max(...crowd.deliveries.map((one) => one.ms))).toBeLessThan(15_000);
  await crowd.expectOneAnswerEach();
}, 180_000);
