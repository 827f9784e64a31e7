import { v7 } from "uuid";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { hasRedis } from "#lib/infra/redis.ts";
import { ALL_QUEUES, type AnyQueue } from "#lib/operations/all-queues.ts";
import { countFailedJobs } from "#lib/operations/count-failed-jobs.ts";
import { startHeartbeat } from "#lib/operations/heartbeat.ts";
import { defineQueue, type RunningWorker } from "#lib/queues/define-queue.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";

const payload = z.object({ roomId: z.uuid().optional(), text: z.string().optional() });
const opened: AnyQueue[] = [];
const workers: RunningWorker[] = [];
let operator: string;
// A busy machine takes its time.
const SOON = { timeout: 10_000 };

beforeAll(async () => {
  operator = (await createKey(null)).raw;
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close()));
});
afterAll(async () => {
  await Promise.all(opened.map((queue) => queue.close()));
  await closeInfra();
});

/** A queue of this test's own, which operators see like any other. */
function newQueue(forget?: (payload: unknown) => unknown) {
  const options = { schema: payload, attempts: 1, backoffMs: 10, concurrency: 2 };
  const queue = defineQueue({ name: uniqueName("queue"), ...options, ...(forget ? { forget } : {}) });
  opened.push(queue as unknown as AnyQueue);
  (ALL_QUEUES as AnyQueue[]).push(queue as unknown as AnyQueue);
  return queue;
}

const call = (method: string, path: string) => callAdmin(method, `/operations${path}`, { key: operator });

async function figuresOf(name: string) {
  const { json } = await call("GET", "/queues");
  return json.queues.find((queue: { name: string }) => queue.name === name);
}

async function failedOf(name: string) {
  return (await call("GET", `/failed-jobs?queue=${name}`)).json.items;
}

/** Fails while told to, and keeps what it was given. */
function consume(queue: ReturnType<typeof newQueue>) {
  const state = { fails: true, seen: [] as unknown[] };
  const worker = queue.consume(async (given) => {
    state.seen.push(given);
    if (state.fails) throw new TypeError(`no idea what “${given.text}” means`);
  });
  workers.push(worker);
  return state;
}

test("counts, the age of the oldest waiting job, and the backend", async () => {
  const queue = newQueue();
  const { name } = queue.contract;
  const before = Date.now();
  await queue.add({});
  await queue.add({});
  await queue.add({}, { delayMs: 60_000 });
  await queue.add({}, { priority: 5 });
  expect((await call("GET", "/queues")).json.backend).toBe(hasRedis() ? "redis" : "postgresql");
  const figures = await figuresOf(name);
  expect(figures).toMatchObject({ waiting: 3, active: 0, delayed: 1, failed: 0, completed: 0 });
  expect(new Date(figures.oldestWaitingAt).getTime()).toBeGreaterThan(before - 5_000);
  expect(new Date(figures.oldestWaitingAt).getTime()).toBeLessThanOrEqual(Date.now() + 5_000);
});

test("rates and slots come from the processes that run jobs", async () => {
  const queue = newQueue();
  const heartbeat = startHeartbeat({ roles: ["jobs"], hasPools: true, everyMs: 50 });
  const read = () => figuresOf(queue.contract.name);
  await expect.poll(async () => (await read()).slots, SOON).toBeGreaterThanOrEqual(2);
  const state = consume(queue);
  state.fails = false;
  await queue.addBulk([{ payload: {} }, { payload: {} }, { payload: {} }]);
  await expect.poll(async () => (await read()).lastMinute, SOON).toEqual({ done: 3, failed: 0 });
  await heartbeat.stop();
});

test("a failed job shows its shape and why, never its words; it is retried with all its attempts, or discarded", async () => {
  const queue = newQueue();
  const { name } = queue.contract;
  const roomId = v7();
  const state = consume(queue);
  await queue.add({ roomId, text: "CANARY" });
  await queue.add({ roomId, text: "CANARY" });
  await expect.poll(async () => (await failedOf(name)).length, SOON).toBe(2);
  const listed = await call("GET", `/failed-jobs?queue=${name}`);
  expect(listed.text).not.toContain("CANARY");
  const [job, other] = listed.json.items;
  expect(job).toMatchObject({
    queue: name,
    attempts: 1,
    mostAttempts: 1,
    failure: { kind: "unexpected", error: "TypeError", code: null },
    shape: [
      { path: "roomId", type: "id", value: roomId },
      { path: "text", type: "text" },
    ],
    retryable: true,
  });
  expect(await countFailedJobs()).toContainEqual({ queue: name, failed: 2 });

  state.fails = false;
  const path = `/queues/${name}/failed-jobs/${job.id}`;
  // Of two operators at once, one does it.
  const answers = await Promise.all([call("POST", `${path}/retry`), call("POST", `${path}/retry`)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  await expect.poll(() => state.seen.length, SOON).toBe(3);
  await expect.poll(async () => (await figuresOf(name)).completed, SOON).toBe(1);

  expect((await call("POST", `/queues/${name}/failed-jobs/${other.id}/discard`)).status).toBe(204);
  expect(await failedOf(name)).toEqual([]);
  expect((await call("POST", `/queues/${name}/failed-jobs/${other.id}/discard`)).status).toBe(404);
  expect((await call("POST", `/queues/${uniqueName("none")}/failed-jobs/1/retry`)).status).toBe(404);
  const audited = await getDb().auditEntry.findMany({
    where: { targetId: { in: [job.id, other.id] }, after: { path: ["queue"], equals: name } },
    orderBy: { id: "asc" },
  });
  expect(audited.map(({ action, teamId }) => [action, teamId])).toEqual([
    ["job.retry", null],
    ["job.discard", null],
  ]);
});

test("all of a queue at once", async () => {
  const queue = newQueue();
  const { name } = queue.contract;
  const state = consume(queue);
  await queue.addBulk(Array.from({ length: 5 }, () => ({ payload: {} })));
  await expect.poll(async () => (await failedOf(name)).length, SOON).toBe(5);
  expect((await call("POST", `/queues/${name}/failed-jobs/retry`)).json.count).toBe(5);
  // They fail again.
  await expect.poll(() => state.seen.length, SOON).toBe(10);
  await expect.poll(async () => (await failedOf(name)).length, SOON).toBe(5);
  expect((await call("POST", `/queues/${name}/failed-jobs/discard`)).json).toEqual({ count: 5, left: 0 });
  const audited = await getDb().auditEntry.findMany({ where: { targetId: name }, orderBy: { id: "asc" } });
  expect(audited.map(({ action, after }) => [action, after])).toEqual([
    ["job.retry-all", { jobs: 5 }],
    ["job.discard-all", { jobs: 5 }],
  ]);
});

test("what was forgotten with its failure can only be discarded", async () => {
  const queue = newQueue(() => ({}));
  const { name } = queue.contract;
  consume(queue);
  await queue.add({ text: "CANARY" });
  await expect.poll(async () => (await failedOf(name))[0], SOON).toMatchObject({ retryable: false, shape: [] });
  const [job] = await failedOf(name);
  expect((await call("POST", `/queues/${name}/failed-jobs/${job.id}/retry`)).status).toBe(409);
  expect((await call("POST", `/queues/${name}/failed-jobs/retry`)).status).toBe(409);
  expect((await call("POST", `/queues/${name}/failed-jobs/${job.id}/discard`)).status).toBe(204);
});

test("failed jobs of several queues are read page by page, newest first", async () => {
  const queues = [newQueue(), newQueue()];
  for (const queue of queues) {
    consume(queue);
    await queue.addBulk(Array.from({ length: 3 }, () => ({ payload: {} })));
    await expect.poll(async () => (await failedOf(queue.contract.name)).length, SOON).toBe(3);
  }
  const seen: { queue: string; id: string; failedAt: string }[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor ? `&cursor=${cursor}` : "";
    const { json } = await call("GET", `/failed-jobs?limit=2${query}`);
    seen.push(...json.items);
    cursor = json.nextCursor;
  } while (cursor);
  const names = queues.map(({ contract }) => contract.name);
  const ours = seen.filter(({ queue }) => names.includes(queue));
  expect(new Set(ours.map(({ queue, id }) => `${queue}/${id}`)).size).toBe(6);
  const times = seen.map(({ failedAt }) => failedAt);
  expect(times).toEqual([...times].sort().reverse());
  expect((await call("GET", "/failed-jobs?cursor=nonsense")).status).toBe(400);
});

test("a schedule shows its last and next run, and is run now", async () => {
  const queue = newQueue();
  const { name } = queue.contract;
  expect((await call("POST", `/schedules/${name}/run`)).status).toBe(404);
  await queue.queue().upsertJobScheduler(`every-${name}`, { every: 600_000 }, { name, data: { payload: {} } });
  const read = async () =>
    (await call("GET", "/schedules")).json.items.find((schedule: { queue: string }) => schedule.queue === name);
  expect(await read()).toMatchObject({ everyMs: 600_000, nextAt: expect.any(String), lastRun: null });
  const state = consume(queue);
  state.fails = false;
  await expect.poll(async () => (await read()).lastRun?.outcome, SOON).toBe("done");
  const runs = state.seen.length;
  expect((await call("POST", `/schedules/${name}/run`)).status).toBe(204);
  await expect.poll(() => state.seen.length, SOON).toBeGreaterThan(runs);
  expect((await read()).lastRun.tookMs).toBeGreaterThanOrEqual(0);
  expect(await getDb().auditEntry.count({ where: { targetId: name, action: "schedule.run" } })).toBe(1);
});

test("a failed run of a schedule, whose id holds colons, is retried and discarded, and the schedule goes on", async () => {
  const queue = newQueue();
  const { name } = queue.contract;
  await queue.queue().upsertJobScheduler(`every-${name}`, { every: 600_000 }, { name, data: { payload: {} } });
  const state = consume(queue);
  await expect.poll(async () => (await failedOf(name)).length, SOON).toBe(1);
  const [{ id }] = await failedOf(name);
  expect(id).toContain(":");
  const path = `/queues/${name}/failed-jobs/${encodeURIComponent(id)}`;
  expect((await call("POST", `${path}/retry`)).status).toBe(204);
  await expect.poll(() => state.seen.length, SOON).toBe(2);
  await expect.poll(async () => (await failedOf(name)).length, SOON).toBe(1);
  expect((await call("POST", `${path}/discard`)).status).toBe(204);
  expect(await failedOf(name)).toEqual([]);
  expect((await call("POST", `/queues/${name}/failed-jobs/%00/discard`)).status).toBe(404);
  expect(await figuresOf(name)).toMatchObject({ delayed: 1 });
});

test("processes and storage", async () => {
  const heartbeat = startHeartbeat({
    roles: ["gateway"],
    hasPools: true,
    everyMs: 50,
    breakers: () => ({ [v7()]: { state: "open" } }),
  });
  const read = async () =>
    (await call("GET", "/processes")).json.items.find((one: { id: string }) => one.id === heartbeat.id);
  await expect.poll(read, SOON).toMatchObject({ roles: ["gateway"], alive: true, pendingMigrations: 0 });
  await getDb().$executeRaw`INSERT INTO process_heartbeats
    VALUES (${v7()}::uuid, '{jobs}', 'lost-host', 1, '0', now(), now() - interval '20 seconds',
      '{"memory":{"rss":1,"heapUsed":1,"heapLimit":1},"eventLoop":{"p50Ms":0,"p99Ms":0,"maxMs":0},"cpu":0}')`;
  const items = (await call("GET", "/processes")).json.items;
  expect(items.find((one: { host: string }) => one.host === "lost-host")).toMatchObject({ alive: false });
  const storage = await call("GET", "/storage");
  expect(storage.status, storage.text).toBe(200);
  expect(storage.json.database).toMatchObject({
    bytes: expect.any(Number),
    connections: { max: expect.any(Number) },
    lastMigration: { name: expect.any(String) },
    pendingMigrations: 0,
    replicas: [],
  });
  expect(storage.json.database.tables.length).toBeGreaterThan(3);
  expect(storage.json.redis === null).toBe(!hasRedis());
  expect(storage.json.caches.map(({ name }: { name: string }) => name)).toContain("keys");
  await heartbeat.stop();
});
