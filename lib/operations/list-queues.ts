import { hasRedis } from "../infra/redis.ts";
import { ALL_QUEUES, type AnyQueue } from "./all-queues.ts";
import { type FleetProcess, listProcesses } from "./list-processes.ts";

export interface QueueFigures {
  name: string;
  /** Ready to run, or waiting for a place by priority. */
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  /** Kept for an hour, at most a thousand; null where nothing that went well is kept. */
  completed: number | null;
  /** When the job was added that waits longest. */
  oldestWaitingAt: Date | null;
  /** Runs in the last minute over all processes. */
  lastMinute: { done: number; failed: number };
  /** Jobs that run at once at most: over the living processes that run jobs. */
  slots: number;
}

/** Where the queues are, and how each of them does. */
export async function listQueues(): Promise<{ backend: "postgresql" | "redis"; queues: QueueFigures[] }> {
  const alive = (await listProcesses()).filter((one) => one.alive);
  const queues = await Promise.all(ALL_QUEUES.map((handle) => figuresOf(handle, alive)));
  return { backend: hasRedis() ? "redis" : "postgresql", queues };
}

async function figuresOf(handle: AnyQueue, alive: FleetProcess[]): Promise<QueueFigures> {
  const { name, concurrency, forget } = handle.contract;
  const queue = handle.queue();
  const [counts, [oldest]] = await Promise.all([
    queue.getJobCounts("waiting", "prioritized", "active", "delayed", "failed", "completed"),
    queue.getWaiting(0, 0),
  ]);
  const runs = alive.map(({ figures }) => figures.jobs?.[name]);
  return {
    name,
    waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0),
    active: counts.active ?? 0,
    delayed: counts.delayed ?? 0,
    failed: counts.failed ?? 0,
    completed: forget ? null : (counts.completed ?? 0),
    oldestWaitingAt: oldest ? new Date(oldest.timestamp) : null,
    lastMinute: {
      done: runs.reduce((sum, run) => sum + (run?.done ?? 0), 0),
      failed: runs.reduce((sum, run) => sum + (run?.failed ?? 0), 0),
    },
    slots: concurrency * alive.filter(({ roles }) => roles.includes("jobs")).length,
  };
}
