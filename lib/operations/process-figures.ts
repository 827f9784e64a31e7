import type { monitorEventLoopDelay } from "node:perf_hooks";
import { getHeapStatistics } from "node:v8";
import { type PoolFigures, poolFigures } from "../infra/db.ts";
import { type CacheFigures, cacheFigures } from "../infra/fresh-cache.ts";
import { queuePoolFigures } from "../infra/queue-connection.ts";
import type { JobRuns } from "../queues/job-runs.ts";

/** One provider's breaker in one process: see lib/chat/providers/provider-breaker.ts. */
export interface BreakerFigures {
  state: "closed" | "open" | "halfOpen";
  /** ISO 8601; while it is not closed. */
  openedAt?: string;
}

/** What a process says about itself: figures and names only, since it is stored and shown as it is. */
export interface ProcessFigures {
  /** Bytes. */
  memory: { rss: number; heapUsed: number; heapLimit: number };
  /** How late timers fired since the beat before, in milliseconds. */
  eventLoop: { p50Ms: number; p99Ms: number; maxMs: number };
  /** Processor time since the beat before, as a share of one core: 1 keeps a core busy. */
  cpu: number;
  /** Left out by a process whose requests use other pools than the heartbeat's, as Next's bundles do. */
  pools?: { database?: PoolFigures; queues?: PoolFigures };
  caches?: Record<string, CacheFigures>;
  /** Runs of the last minute by queue name, in a process that runs jobs. */
  jobs: Record<string, JobRuns>;
  /** Migrations that this process's release knows and the database has not applied. */
  pendingMigrations: number | null;
  /** By provider id. */
  breakers: Record<string, BreakerFigures>;
}

/**
 * @param options.delays counts event-loop delays in nanoseconds; emptied here, so that each beat tells of its own time
 * @param options.cpu share of one core since the beat before
 * @param options.hasPools whether this process's work uses the pools and caches that this module sees
 */
export function processFigures(options: {
  delays: ReturnType<typeof monitorEventLoopDelay>;
  resolutionMs: number;
  cpu: number;
  hasPools: boolean;
  jobs: Record<string, JobRuns>;
  pendingMigrations: number | null;
  breakers: Record<string, BreakerFigures>;
}): ProcessFigures {
  const { delays, resolutionMs, cpu, hasPools, jobs, pendingMigrations, breakers } = options;
  const { rss, heapUsed } = process.memoryUsage();
  // The histogram holds the time between two timers; what is above their interval is the delay.
  const late = (nanoseconds: number) => Math.max(0, round(nanoseconds / 1e6 - resolutionMs));
  const eventLoop =
    delays.count === 0
      ? { p50Ms: 0, p99Ms: 0, maxMs: 0 }
      : { p50Ms: late(delays.percentile(50)), p99Ms: late(delays.percentile(99)), maxMs: late(delays.max) };
  delays.reset();
  const database = poolFigures();
  const queues = queuePoolFigures();
  return {
    memory: { rss, heapUsed, heapLimit: getHeapStatistics().heap_size_limit },
    eventLoop,
    cpu: round(cpu),
    ...(hasPools
      ? { pools: { ...(database && { database }), ...(queues && { queues }) }, caches: cacheFigures() }
      : {}),
    jobs,
    pendingMigrations,
    breakers,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
