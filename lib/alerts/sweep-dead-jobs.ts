import { getDb } from "../infra/db.ts";
import type { DeadJobFacts } from "./alert-facts.ts";
import { raiseAlerts } from "./raise-alerts.ts";
import { resolveAlerts } from "./resolve-alerts.ts";

/** The queues that hold jobs which failed for good, with how many. Injected: whoever runs the sweep knows the queues. */
export type ReadDeadJobs = () => Promise<DeadJobFacts[]>;

/** One alert per queue with jobs that failed for good, until they are retried or discarded. */
export async function sweepDeadJobs(options: { now: Date; readDeadJobs: ReadDeadJobs }): Promise<void> {
  const { now } = options;
  const dead = new Map((await options.readDeadJobs()).map((one) => [one.queue, one]));
  for (const [queue, { count }] of dead) if (count === 0) dead.delete(queue);
  const open = await getDb().alert.findMany({ where: { kind: "JOB_DEAD", resolvedAt: null } });
  const over: string[] = [];
  for (const alert of open) {
    const { queue, count } = alert.facts as unknown as DeadJobFacts;
    const present = dead.get(queue);
    if (!present) over.push(alert.id);
    else if (present.count !== count) {
      // It stays one alert, with the figure of now.
      await getDb().alert.update({ where: { id: alert.id }, data: { facts: { ...present } } });
    }
  }
  await resolveAlerts({ ids: over, now });
  await raiseAlerts({
    now,
    alerts: [...dead.values()].map(({ queue, count }) => ({
      ...{ teamId: null, dedupeKey: `dead-jobs:${queue}` },
      facts: { kind: "JOB_DEAD", queue, count },
    })),
  });
}
