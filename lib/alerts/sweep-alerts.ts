import { log } from "../infra/log.ts";
import { requeueDeliveries } from "./queue-deliveries.ts";
import { sweepConnections } from "./sweep-connections.ts";
import { type ReadDeadJobs, sweepDeadJobs } from "./sweep-dead-jobs.ts";
import { readLatestDrifts, sweepDrifts } from "./sweep-drifts.ts";
import { sweepGates } from "./sweep-gates.ts";
import { sweepLimits } from "./sweep-limits.ts";

/**
 * Turns what has happened into alerts and ends those whose trouble is over. Doing it twice, or in several processes at once,
 * comes to the same.
 * @throws the first part's error, after every part has had its turn
 */
export async function sweepAlerts(options: { now: Date; readDeadJobs: ReadDeadJobs }): Promise<void> {
  const { now, readDeadJobs } = options;
  const parts = {
    limits: () => sweepLimits({ now }),
    connections: () => sweepConnections({ now }),
    gates: () => sweepGates({ now }),
    deadJobs: () => sweepDeadJobs({ now, readDeadJobs }),
    drifts: async () => sweepDrifts({ now, drifts: await readLatestDrifts() }),
    deliveries: () => requeueDeliveries({ now }),
  };
  const failures: unknown[] = [];
  for (const [part, sweep] of Object.entries(parts)) {
    await sweep().catch((err: unknown) => {
      log().warn({ err, part }, "a part of the alerts' sweep failed");
      failures.push(err);
    });
  }
  if (failures.length > 0) throw failures[0];
}
