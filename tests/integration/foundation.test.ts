import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb, getPool } from "#lib/infra/db.ts";
import { currentTrace, withTrace } from "#lib/infra/log.ts";
import { pendingMigrations } from "#lib/infra/migrate.ts";
import { publish, subscribe } from "#lib/infra/relay.ts";
import { defineQueue } from "#lib/queues/define-queue.ts";

afterAll(async () => {
  await closeInfra();
});

test("a migrated database has nothing pending", async () => {
  expect(await pendingMigrations(getPool())).toEqual([]);
  expect(await getDb().team.count()).toBeGreaterThanOrEqual(0);
});

test("a job carries its payload and its correlation id", async () => {
  const queue = defineQueue({
    name: `echo-${randomUUID()}`,
    schema: z.object({ n: z.number() }),
    attempts: 1,
    backoffMs: 10,
    concurrency: 1,
  });
  const seen = Promise.withResolvers<{ n: number; requestId?: string | undefined }>();
  const worker = queue.consume(async ({ n }) => seen.resolve({ n, requestId: currentTrace()?.requestId }));
  await withTrace({ requestId: "req-1" }, () => queue.add({ n: 7 }));
  expect(await seen.promise).toEqual({ n: 7, requestId: "req-1" });
  await worker.close();
  await queue.close();
});

test("jobs of one serial id never overlap, and one more runs after the active one", async () => {
  const queue = defineQueue({
    name: `serial-${randomUUID()}`,
    schema: z.object({}),
    attempts: 1,
    backoffMs: 10,
    concurrency: 5,
  });
  let active = 0;
  let most = 0;
  let runs = 0;
  const worker = queue.consume(async () => {
    active += 1;
    most = Math.max(most, active);
    await new Promise((settle) => setTimeout(settle, 150));
    active -= 1;
    runs += 1;
  });
  for (let i = 0; i < 8; i += 1) {
    await queue.add({}, { serialId: "room-1" });
    await new Promise((settle) => setTimeout(settle, 20));
  }
  await expect.poll(() => runs, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
  await new Promise((settle) => setTimeout(settle, 400));
  expect(most).toBe(1);
  expect(active).toBe(0);
  await worker.close();
  await queue.close();
});

test("the relay reaches a subscriber", async () => {
  const topic = `t-${randomUUID()}`;
  const heard = Promise.withResolvers<unknown>();
  const stop = await subscribe(`${topic}.*`, (data) => heard.resolve(data));
  await publish(`${topic}.x`, { a: 1 });
  expect(await heard.promise).toEqual({ a: 1 });
  await stop();
});
