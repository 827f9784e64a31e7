import { afterAll, beforeAll, expect, test } from "vitest";
import { roomSweeps } from "#lib/queues/rooms.ts";
import { telegramUpdates } from "#lib/queues/telegram.ts";
import { usageReconcileQueue, usageRollUpQueue, usageSweepQueue } from "#lib/queues/usage.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { closeAll, until, wait } from "#tests/integration/assistant/harness.ts";
import { type OwnServers, ownServers } from "./own-servers.ts";
import { type SpawnedWorkers, spawnWorkers } from "./spawn-workers.ts";
import { gatherCrowd } from "./webhook-crowd.ts";

let servers: OwnServers;
let sandbox: Sandbox;
let copies: SpawnedWorkers[];

beforeAll(async () => {
  servers = await ownServers();
  sandbox = await startSandbox({ provider: { latencyMs: 100 }, telegram: { settings: { latencyMs: 20 } } });
  copies = await Promise.all([spawnWorkers(), spawnWorkers()]);
});
afterAll(async () => {
  for (const copy of copies) await copy.kill();
  for (const queue of [usageRollUpQueue, usageSweepQueue, usageReconcileQueue]) await queue.close();
  await sandbox.close();
  await closeAll();
  await servers.stop();
});

test("two copies of every role: 50 conversations, each message sent to both, one answer and one charge each", async () => {
  const crowd = await gatherCrowd({ sandbox, people: 50 });
  const statuses = await Promise.all(Array.from({ length: 100 }, () => crowd.say(copies.map((copy) => copy.url))));
  expect(new Set(statuses.map((one) => one.status))).toEqual(new Set([200]));
  await crowd.expectOneAnswerEach();
}, 90_000);

test("jobs of the release before and of the one after are understood", async () => {
  const crowd = await gatherCrowd({ sandbox, people: 2 });
  await crowd.enqueue((payload) => telegramUpdates.queue().add("telegram-updates", { payload }));
  await crowd.enqueue((payload) =>
    telegramUpdates.queue().add("renamed", {
      payload: { ...payload, addedLater: { deep: [1] } },
      trace: { requestId: "r-1", addedLater: true },
      addedLater: 1,
    }),
  );
  await crowd.expectOneAnswerEach();
}, 60_000);

test.each([
  ["as it should be", {}],
  ["ten minutes ahead", { NODE_OPTIONS: `--import=${new URL("ten-minutes-ahead.ts", import.meta.url).href}` }],
])(
  "two schedulers, one started again meanwhile with its clock %s: every run is made, and once",
  async (_, env) => {
    const sweeps = roomSweeps.queue();
    const before = await sweeps.getCompletedCount();
    const began = performance.now();
    await copies[1]?.kill();
    copies[1] = await spawnWorkers(env);
    // Long enough to tell twice as many runs from one that was under way before and one that the restart brings.
    await until(async () => (await sweeps.getCompletedCount()) >= before + 7, 60_000);
    await wait(1_000);
    const periods = (performance.now() - began) / 5_000;
    expect((await sweeps.getCompletedCount()) - before).toBeLessThanOrEqual(Math.ceil(periods) + 2);
    for (const queue of [roomSweeps, usageRollUpQueue, usageSweepQueue, usageReconcileQueue]) {
      expect(await queue.queue().getJobSchedulersCount()).toBe(1);
    }
  },
  90_000,
);

test("a copy whose clock is ten minutes ahead: one answer and one charge each all the same", async () => {
  const crowd = await gatherCrowd({ sandbox, people: 10 });
  await Promise.all(Array.from({ length: 20 }, () => crowd.say(copies.map((copy) => copy.url))));
  await crowd.expectOneAnswerEach();
}, 90_000);
