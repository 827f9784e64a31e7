import { hostname } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 } from "uuid";
import packageJson from "../../package.json" with { type: "json" };
import { getDb, getPool } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { pendingMigrations } from "../infra/migrate.ts";
import { jobRuns } from "../queues/job-runs.ts";
import { BEAT_EVERY_MS } from "./heartbeat-times.ts";
import { createLastMinute } from "./last-minute.ts";
import { type BreakerFigures, processFigures } from "./process-figures.ts";

/** Rows that were not renewed for so long are swept: until then operators see which process was lost. */
const KEPT_FOR_SECONDS = 600;
const RESOLUTION_MS = 20;
/** The process must end soon, also without its database. */
const STOP_WITHIN_MS = 1_000;

export interface Heartbeat {
  /** This process in the list. */
  id: string;
  /** Ends it, and takes the process off the list at once. */
  stop(): Promise<void>;
}

/**
 * Says every five seconds that this process is alive, and how it is. Times are the database's, so that a machine whose
 * clock is off is still seen as alive. A database that is away only leaves gaps.
 * @param options.roles worker roles, or `web`
 * @param options.breakers the state of each provider's breaker by provider id; left out where none are called
 * @param options.hasPools whether this process works with the pools and caches of this very module graph
 */
export function startHeartbeat(options: {
  roles: string[];
  breakers?: (now: Date) => Record<string, BreakerFigures>;
  hasPools: boolean;
  everyMs?: number;
}): Heartbeat {
  const { roles, breakers, hasPools, everyMs = BEAT_EVERY_MS } = options;
  const id = v7();
  const uptimeSeconds = process.uptime();
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  let since = { cpu: process.cpuUsage(), at: performance.now() };
  const minute = createLastMinute();
  let pending: number | null = null;
  let running: Promise<void> | undefined;
  let stopped = false;

  const beat = async () => {
    // Once none is left, none comes back while this release runs.
    if (pending !== 0) pending = await pendingMigrations(getPool()).then(({ length }) => length);
    const used = process.cpuUsage(since.cpu);
    const share = (used.user + used.system) / 1_000 / Math.max(1, performance.now() - since.at);
    since = { cpu: process.cpuUsage(), at: performance.now() };
    const figures = processFigures({
      ...{ delays, resolutionMs: RESOLUTION_MS, cpu: share, hasPools },
      jobs: minute.add(performance.now(), jobRuns()),
      pendingMigrations: pending,
      breakers: breakers?.(new Date()) ?? {},
    });
    const json = JSON.stringify(figures);
    await getDb().$executeRaw`
      INSERT INTO process_heartbeats AS beat (id, roles, host, pid, version, started_at, seen_at, figures)
      VALUES (${id}::uuid, ${roles}::text[], ${hostname()}, ${process.pid}, ${packageJson.version},
        now() - make_interval(secs => ${uptimeSeconds}::float8), now(), ${json}::jsonb)
      ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, figures = excluded.figures`;
    await getDb()
      .$executeRaw`DELETE FROM process_heartbeats WHERE seen_at < now() - make_interval(secs => ${KEPT_FOR_SECONDS}::int)`;
  };
  // A beat that hangs is not followed by a second one.
  const beatOnce = () => {
    if (stopped) return;
    running ??= beat()
      .catch((err) => log().warn({ err }, "heartbeat not written"))
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  // Not waited for: a process starts without its database, too.
  void beatOnce();
  const timer = setInterval(beatOnce, everyMs);
  timer.unref();
  return {
    id,
    async stop() {
      stopped = true;
      clearInterval(timer);
      delays.disable();
      await Promise.race([takeDown(id, running), sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

async function takeDown(id: string, running: Promise<void> | undefined): Promise<void> {
  await running;
  await getDb().$executeRaw`DELETE FROM process_heartbeats WHERE id = ${id}::uuid`.catch((err) =>
    log().warn({ err }, "heartbeat not taken down"),
  );
}
