import { setTimeout as sleep } from "node:timers/promises";
import {
  createPostgresBackend,
  type Job,
  type JobsOptions,
  Queue,
  Worker,
  type WorkerOptions,
  withBackend,
} from "bullmq";
import type { z } from "zod";
import { currentTrace, log, type TraceContext, withTrace } from "../infra/log.ts";
import { counter, histogram } from "../infra/metrics.ts";
import { queuePool, redisQueueConnection, redisQueuePrefix } from "../infra/queue-connection.ts";
import { hasRedis } from "../infra/redis.ts";
import { backoffDelay } from "./backoff-delay.ts";
import { countRun } from "./job-runs.ts";

/** The envelope of every job: the payload, and the correlation id of the request that caused it. */
interface Envelope {
  payload: unknown;
  trace?: TraceContext;
}

export interface QueueContract<S extends z.ZodType> {
  name: string;
  /** New fields must be optional: jobs of the release before are still in the queue. */
  schema: S;
  attempts: number;
  /** First delay of an exponential backoff with jitter, in milliseconds. */
  backoffMs: number;
  /** The longest delay of it, in milliseconds; an hour when left out. */
  maxBackoffMs?: number;
  /**
   * For payloads with people's words in them: what may stay of one after its job has failed for good. Such a queue keeps no
   * job that went well.
   */
  forget?: (payload: z.output<S>) => unknown;
  /** Jobs that one worker process runs at once. */
  concurrency: number;
}

export interface AddOptions {
  /** Dedupes while a job of this id exists. */
  jobId?: string;
  /** One waiting job per id; one more is kept for after the active one. */
  serialId?: string;
  delayMs?: number;
  /** 1 goes first; unset goes before any priority. */
  priority?: number;
}

export interface RunningWorker {
  close(): Promise<void>;
}

export interface QueueHandle<S extends z.ZodType> {
  contract: QueueContract<S>;
  add(payload: z.input<S>, options?: AddOptions): Promise<void>;
  addBulk(items: { payload: z.input<S>; options?: AddOptions }[]): Promise<void>;
  /** The BullMQ queue itself, for operations and schedules. */
  queue(): Queue;
  consume(processor: (payload: z.output<S>, job: JobInfo) => Promise<void>): RunningWorker;
  close(): Promise<void>;
}

export interface JobInfo {
  id: string;
  /** When it was added. */
  addedAt: Date;
  /** 0 on the first try. */
  attemptsMade: number;
  /** True when a failure now is final. */
  lastAttempt: boolean;
}

// A killed worker's job is back in under 8 s with these; with BullMQ's defaults it takes over a minute.
const RECOVERY = { lockDuration: 5_000, stalledInterval: 2_000, maxStalledCount: 10 } as const;

/** The name under which jobs ask for `backoffDelay`. */
const BACKOFF = "capped";
const HOUR_MS = 3_600_000;
/** Between two tries to start a worker that could not connect. */
const RESTART_MS = 1_000;

/** Declares a queue: its name, what a payload is, and how often it is tried. Opens nothing until it is used. */
export function defineQueue<S extends z.ZodType>(contract: QueueContract<S>): QueueHandle<S> {
  let opened: Queue | undefined;

  const queue = () => {
    if (opened) return opened;
    const made = openQueue(contract.name, {
      attempts: contract.attempts,
      backoff: { type: BACKOFF, delay: contract.backoffMs },
      removeOnComplete: contract.forget ? true : { age: 3_600, count: 1_000 },
      removeOnFail: { age: 7 * 86_400, count: 10_000 },
    });
    opened = made;
    // BullMQ keeps a first connection's failure for good on PostgreSQL: the next use gets another queue.
    made.waitUntilReady().catch(() => {
      if (opened === made) opened = undefined;
    });
    return made;
  };

  return {
    contract,
    queue,
    async add(payload, options) {
      await queue().add(contract.name, envelope(contract.schema, payload), toJobOptions(options));
    },
    async addBulk(items) {
      await queue().addBulk(
        items.map(({ payload, options }) => ({
          name: contract.name,
          data: envelope(contract.schema, payload),
          opts: toJobOptions(options),
        })),
      );
    },
    consume: (processor) => consume(contract, processor),
    async close() {
      await opened?.close();
      opened = undefined;
    },
  };
}

function openQueue(name: string, defaultJobOptions: JobsOptions): Queue {
  const queue = hasRedis()
    ? new Queue(name, { connection: redisQueueConnection(), prefix: redisQueuePrefix(name), defaultJobOptions })
    : (new (withBackend(createPostgresBackend).Queue)(name, {
        connection: queuePool() as never,
        defaultJobOptions,
      }) as unknown as Queue);
  queue.on("error", (err) => log().warn({ err, queue: name }, "queue error"));
  return queue;
}

function envelope(schema: z.ZodType, payload: unknown): Envelope {
  schema.parse(payload);
  const trace = currentTrace();
  return trace ? { payload, trace } : { payload };
}

function toJobOptions(options: AddOptions = {}): JobsOptions {
  return {
    ...(options.jobId ? { jobId: options.jobId } : {}),
    ...(options.serialId ? { deduplication: { id: options.serialId, keepLastIfActive: true } } : {}),
    ...(options.delayMs ? { delay: options.delayMs } : {}),
    ...(options.priority ? { priority: options.priority } : {}),
  };
}

function consume<S extends z.ZodType>(
  contract: QueueContract<S>,
  processor: (payload: z.output<S>, job: JobInfo) => Promise<void>,
): RunningWorker {
  const seconds = histogram("switchboard_job_seconds", "Time a job ran", ["queue"]);
  const failures = counter("switchboard_job_failures_total", "Job runs that threw", ["queue"]);
  // BullMQ's own metrics are one more statement per job on PostgreSQL, on one row per queue: processes count for themselves.
  const run = async (job: Pick<Job<Envelope>, "id" | "data" | "timestamp" | "attemptsMade" | "opts">) => {
    const payload = contract.schema.parse(job.data.payload);
    const id = job.id ?? "";
    const stop = seconds.startTimer({ queue: contract.name });
    try {
      await withTrace(job.data.trace ?? { requestId: `job-${id}` }, () =>
        processor(payload, {
          id,
          addedAt: new Date(job.timestamp),
          attemptsMade: job.attemptsMade,
          lastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1),
        }),
      );
    } finally {
      stop();
    }
  };
  const backoffStrategy = (attemptsMade: number) =>
    backoffDelay({
      ...{ attemptsMade, firstMs: contract.backoffMs, maxMs: contract.maxBackoffMs ?? HOUR_MS },
      chance: Math.random(),
    });
  const options: Omit<WorkerOptions, "connection"> = {
    concurrency: contract.concurrency,
    settings: { backoffStrategy },
    ...RECOVERY,
  };
  const start = () => {
    const worker = hasRedis()
      ? new Worker(contract.name, run, {
          ...options,
          connection: redisQueueConnection(),
          prefix: redisQueuePrefix(contract.name),
        })
      : (new (withBackend(createPostgresBackend).Worker)(contract.name, run, {
          ...options,
          connection: queuePool() as never,
        }) as unknown as Worker);
    worker.on("error", (err) => log().warn({ err, queue: contract.name }, "worker error"));
    worker.on("completed", () => countRun(contract.name, "done"));
    worker.on("failed", (job, err) => {
      failures.inc({ queue: contract.name });
      countRun(contract.name, "failed");
      log().warn({ err, queue: contract.name, jobId: job?.id, attempts: job?.attemptsMade }, "job failed");
      if (job?.finishedOn) void forgetPayload(contract, job);
    });
    return worker;
  };
  let worker = start();
  let closed = false;
  // On PostgreSQL a first connection that failed is never tried again, and the worker would spin on that failure, with no
  // time left for anything else in its process. So another one takes its place.
  const watch = () => {
    const watched = worker;
    watched.waitUntilReady().catch(async (err: unknown) => {
      await watched.close(true).catch(() => undefined);
      if (closed) return;
      log().warn({ err, queue: contract.name }, "a queue's worker could not connect; another one tries");
      await sleep(RESTART_MS);
      if (closed) return;
      worker = start();
      watch();
    });
  };
  watch();
  return {
    async close() {
      closed = true;
      await worker.close();
    },
  };
}

// After the failure is stored, so that a process killed in between takes nothing from a job that is tried again.
async function forgetPayload<S extends z.ZodType>(contract: QueueContract<S>, job: Job<Envelope>): Promise<void> {
  if (!contract.forget) return;
  const payload = contract.schema.safeParse(job.data.payload);
  const left = payload.success ? contract.forget(payload.data) : {};
  await job
    .updateData({ ...job.data, payload: left })
    .catch((err) =>
      log().warn({ err, queue: contract.name, jobId: job.id }, "a failed job's payload was not forgotten"),
    );
}
