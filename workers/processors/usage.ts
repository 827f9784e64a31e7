import { join } from "node:path";
import { systemClock } from "../../lib/infra/clock.ts";
import { getEnv } from "../../lib/infra/env.ts";
import { usageReconcileQueue, usageRollUpQueue, usageSweepQueue } from "../../lib/queues/usage.ts";
import { reconcile } from "../../lib/usage/reconcile.ts";
import { rollUp } from "../../lib/usage/roll-up.ts";
import { sweepUsage } from "../../lib/usage/sweep.ts";

export function startUsageProcessors(): { close(): Promise<void> } {
  const journalDir = join(getEnv().DATA_DIR, "journal");
  const workers = [
    usageRollUpQueue.consume(async () => {
      await rollUp();
    }),
    usageSweepQueue.consume(async () => {
      await sweepUsage({ now: systemClock.now(), journalDir });
    }),
    usageReconcileQueue.consume(async () => {
      await reconcile({ now: systemClock.now() });
    }),
  ];
  return {
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}
