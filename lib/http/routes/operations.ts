import { z } from "zod";
import { AppError } from "../../infra/errors.ts";
import { said } from "../../infra/said.ts";
import { ALL_QUEUES, findQueue } from "../../operations/all-queues.ts";
import { databaseFigures } from "../../operations/database-figures.ts";
import { listBreakers } from "../../operations/list-breakers.ts";
import { type FailedJobsPosition, listFailedJobs } from "../../operations/list-failed-jobs.ts";
import { type FleetProcess, listProcesses } from "../../operations/list-processes.ts";
import { listQueues } from "../../operations/list-queues.ts";
import { listSchedules } from "../../operations/list-schedules.ts";
import { redisFigures } from "../../operations/redis-figures.ts";
import { runSchedule } from "../../operations/run-schedule.ts";
import { settleFailedJob } from "../../operations/settle-failed-job.ts";
import { settleFailedJobs } from "../../operations/settle-failed-jobs.ts";
import { sumCaches } from "../../operations/sum-caches.ts";
import { adminRoute } from "../admin-route.ts";
import * as json from "../resources/operations.ts";

const tag = "Operations";
const access = { kind: "operator" } as const;
const ofQueue = z.object({ queue: json.queueName });
const ofJob = z.object({ queue: json.queueName, jobId: json.jobId });

export const OPERATION_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/operations/queues",
    summary: "See how every queue does: counts, rates and ages",
    tag,
    access,
    response: json.queuesSchema,
    async handler() {
      const { backend, queues } = await listQueues();
      return {
        backend,
        queues: queues.map((queue) => ({ ...queue, oldestWaitingAt: queue.oldestWaitingAt?.toISOString() ?? null })),
      };
    },
  }),
  adminRoute({
    method: "GET",
    path: "/operations/failed-jobs",
    summary: "List jobs that failed for good, newest first, without what they were about",
    tag,
    access,
    query: json.failedJobsQuery,
    response: json.failedJobsSchema,
    async handler({ query: { queue, cursor, limit } }) {
      const queues = queue === undefined ? ALL_QUEUES : [findQueue(queue)];
      const [{ jobs, next }, counts] = await Promise.all([
        listFailedJobs({ queues, position: readPosition(cursor), limit }),
        Promise.all(
          ALL_QUEUES.map(async (handle) => ({
            name: handle.contract.name,
            failed: await handle.queue().getFailedCount(),
            retryable: handle.contract.forget === undefined,
          })),
        ),
      ]);
      const items = jobs.map(({ failedAt, addedAt, ...job }) => ({
        ...job,
        failedAt: failedAt.toISOString(),
        addedAt: addedAt.toISOString(),
      }));
      const nextCursor = next && Buffer.from(JSON.stringify(next)).toString("base64url");
      return { items, nextCursor, queues: counts };
    },
  }),
  ...(["retry", "discard"] as const).flatMap((action) => [
    adminRoute({
      method: "POST",
      path: `/operations/queues/{queue}/failed-jobs/{jobId}/${action}`,
      summary: action === "retry" ? "Run a failed job again, with all its attempts" : "Discard a failed job for good",
      tag,
      access,
      params: ofJob,
      async handler({ params, principal: { actor } }) {
        await settleFailedJob({ ...params, action, actor });
        return undefined;
      },
    }),
    adminRoute({
      method: "POST",
      path: `/operations/queues/{queue}/failed-jobs/${action}`,
      summary:
        action === "retry"
          ? "Run all failed jobs of a queue again, at most a thousand per call"
          : "Discard all failed jobs of a queue for good, at most a thousand per call",
      tag,
      access,
      params: ofQueue,
      response: json.settledJobsSchema,
      handler: ({ params: { queue }, principal: { actor } }) => settleFailedJobs({ queue, action, actor }),
    }),
  ]),
  adminRoute({
    method: "GET",
    path: "/operations/schedules",
    summary: "See what is repeated, its last and its next run",
    tag,
    access,
    response: json.schedulesSchema,
    handler: async () => ({
      items: (await listSchedules()).map(({ nextAt, lastRun, runningSince, ...schedule }) => ({
        ...schedule,
        nextAt: nextAt?.toISOString() ?? null,
        lastRun: lastRun && { ...lastRun, at: lastRun.at.toISOString() },
        runningSince: runningSince?.toISOString() ?? null,
      })),
    }),
  }),
  adminRoute({
    method: "POST",
    path: "/operations/schedules/{queue}/run",
    summary: "Run what is scheduled once more, now",
    tag,
    access,
    params: ofQueue,
    async handler({ params: { queue }, principal: { actor } }) {
      await runSchedule({ queue, actor });
      return undefined;
    },
  }),
  adminRoute({
    method: "GET",
    path: "/operations/processes",
    summary: "See which processes are alive, how they do, and which providers they leave alone",
    tag,
    access,
    response: json.processesSchema,
    async handler() {
      const processes = await listProcesses();
      return { items: processes.map(presentProcess), breakers: await listBreakers(processes) };
    },
  }),
  adminRoute({
    method: "GET",
    path: "/operations/storage",
    summary: "See how the database, Redis and the caches do",
    tag,
    access,
    response: json.storageSchema,
    async handler() {
      const [database, redis, processes] = await Promise.all([databaseFigures(), redisFigures(), listProcesses()]);
      const { lastMigration } = database;
      const pending = processes.flatMap(({ alive, figures }) => (alive ? [figures.pendingMigrations ?? null] : []));
      const known = pending.filter((count) => count !== null);
      return {
        database: {
          ...database,
          lastMigration: lastMigration && { ...lastMigration, appliedAt: lastMigration.appliedAt.toISOString() },
          pendingMigrations: known.length > 0 ? Math.max(...known) : null,
        },
        redis,
        caches: sumCaches(processes),
      };
    },
  }),
];

function presentProcess({ startedAt, seenAt, figures, ...one }: FleetProcess): json.ProcessJson {
  const { memory, eventLoop, cpu, pools = null, pendingMigrations = null } = figures;
  return {
    ...one,
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
    ...{ memory, eventLoop, cpu, pools, pendingMigrations },
  };
}

const positionSchema = z.record(json.queueName, z.number().int().min(0).max(100_000));

function readPosition(cursor: string | undefined): FailedJobsPosition {
  if (cursor === undefined) return {};
  try {
    return positionSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    const message = said`The cursor is not one that a page gave: leave it out to start at the beginning.`;
    throw new AppError("malformed_request", message, { errors: [{ path: "cursor", message }], cause });
  }
}
