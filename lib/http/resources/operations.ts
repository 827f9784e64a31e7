import { z } from "zod";
import { id, moment, pageQuery } from "./common.ts";

const count = z.number().int();
const bytes = z.number().describe("Bytes");
const runs = z.object({ done: count, failed: count });
const pool = z.object({ total: count, idle: count, waiting: count, max: count });

const noControl = /^[^\p{Cc}]*$/u;
export const queueName = z.string().max(100).regex(noControl);
/** Job ids are the queue's own, not UUIDs: `repeat:every-room-sweeps:1795230600000`. */
export const jobId = z.string().min(1).max(300).regex(noControl);

export const queueSchema = z.object({
  name: z.string(),
  waiting: count,
  active: count,
  delayed: count,
  failed: count.describe("Failed for good: kept a week, at most 10,000"),
  completed: count.nullable().describe("Kept an hour, at most a thousand; null where none is kept"),
  oldestWaitingAt: moment.nullable().describe("When the job was added that waits longest"),
  lastMinute: runs.describe("Runs in the last minute, over all processes"),
  slots: count.describe("Jobs that can run at once, over all processes"),
});
export type QueueJson = z.output<typeof queueSchema>;
export const queuesSchema = z.object({ backend: z.enum(["postgresql", "redis"]), queues: z.array(queueSchema) });
export type QueuesJson = z.output<typeof queuesSchema>;

export const failedJobSchema = z.object({
  queue: z.string(),
  id: z.string(),
  failedAt: moment,
  addedAt: moment,
  attempts: count,
  mostAttempts: count,
  failure: z
    .object({
      kind: z.enum([
        "payload",
        "lost",
        "database",
        "network",
        "timeout",
        "platform",
        "provider",
        "refused",
        "unexpected",
      ]),
      error: z.string().nullable().describe("The error's class"),
      code: z.string().nullable().describe("The system's code, such as ECONNREFUSED"),
      place: z.string().nullable().describe("Where in Switchboard's code"),
    })
    .describe("Never the error's message, which may quote somebody"),
  requestId: z.string().nullable(),
  shape: z
    .array(
      z.object({
        path: z.string(),
        type: z.enum(["text", "number", "boolean", "null", "list", "object", "id"]),
        value: z.string().optional(),
      }),
    )
    .describe("The payload's fields and types, with ids alone as values"),
  retryable: z.boolean().describe("False where the payload was forgotten with the failure"),
});
export type FailedJobJson = z.output<typeof failedJobSchema>;

export const failedJobsQuery = z.strictObject({
  ...pageQuery,
  cursor: z.string().max(2_000).optional().describe("`nextCursor` of the page before"),
  queue: queueName.optional(),
});
export const failedJobsSchema = z.object({
  items: z.array(failedJobSchema),
  nextCursor: z.string().nullable(),
  queues: z
    .array(z.object({ name: z.string(), failed: count, retryable: z.boolean() }))
    .describe("Every queue, with how many of its jobs have failed"),
});
export type FailedJobsJson = z.output<typeof failedJobsSchema>;

export const settledJobsSchema = z.object({ count, left: count.describe("Failed jobs of the queue that are left") });
export type SettledJobsJson = z.output<typeof settledJobsSchema>;

export const scheduleSchema = z.object({
  queue: z.string(),
  everyMs: count.nullable(),
  nextAt: moment.nullable(),
  lastRun: z.object({ at: moment, outcome: z.enum(["done", "failed"]), tookMs: count.nullable() }).nullable(),
  runningSince: moment.nullable(),
});
export type ScheduleJson = z.output<typeof scheduleSchema>;
export const schedulesSchema = z.object({ items: z.array(scheduleSchema) });

export const processSchema = z.object({
  id,
  roles: z.array(z.string()),
  host: z.string(),
  pid: count,
  version: z.string(),
  startedAt: moment,
  seenAt: moment,
  alive: z.boolean().describe("False once three beats are missing"),
  memory: z.object({ rss: bytes, heapUsed: bytes, heapLimit: bytes }),
  eventLoop: z.object({ p50Ms: z.number(), p99Ms: z.number(), maxMs: z.number() }),
  cpu: z.number().describe("Share of one core"),
  pools: z.object({ database: pool.optional(), queues: pool.optional() }).nullable(),
  pendingMigrations: count.nullable(),
});
export type ProcessJson = z.output<typeof processSchema>;

export const breakerSchema = z.object({
  providerId: id,
  providerName: z.string(),
  state: z.enum(["closed", "open", "halfOpen"]).describe("The worst of all processes"),
  openedAt: moment.nullable(),
  processes: count,
  open: count.describe("Processes that leave the provider alone"),
});
export type BreakerJson = z.output<typeof breakerSchema>;
export const processesSchema = z.object({ items: z.array(processSchema), breakers: z.array(breakerSchema) });
export type ProcessesJson = z.output<typeof processesSchema>;

export const storageSchema = z.object({
  database: z.object({
    version: z.string(),
    bytes,
    connections: z.object({ active: count, idle: count, inTransaction: count, max: count }),
    cacheHitRatio: z.number().nullable(),
    tables: z.array(z.object({ name: z.string(), bytes, rows: z.number() })),
    slowest: z.array(
      z.object({
        runsForMs: z.number(),
        state: z.string(),
        application: z.string(),
        waitsFor: z.string().nullable(),
        statement: z.string().describe("Without the values in it"),
      }),
    ),
    replicas: z.array(z.object({ name: z.string(), state: z.string(), lagMs: z.number().nullable() })),
    lastMigration: z.object({ name: z.string(), appliedAt: moment }).nullable(),
    pendingMigrations: count.nullable().describe("The most that a living process still waits for"),
  }),
  redis: z
    .object({
      version: z.string(),
      usedBytes: bytes,
      maxBytes: bytes,
      connections: count,
      evictionPolicy: z.string(),
      appendOnly: z.boolean(),
    })
    .nullable(),
  caches: z.array(
    z.object({
      name: z.string(),
      items: count,
      maxItems: count,
      hits: count,
      misses: count,
      processes: count,
    }),
  ),
});
export type StorageJson = z.output<typeof storageSchema>;
