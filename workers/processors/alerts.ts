import { deliverAlert } from "#lib/alerts/deliver-alert.ts";
import { tryJobId } from "#lib/alerts/queue-deliveries.ts";
import { sweepAlerts } from "#lib/alerts/sweep-alerts.ts";
import { systemClock } from "#lib/infra/clock.ts";
import { countFailedJobs } from "#lib/operations/count-failed-jobs.ts";
import { alertDeliveries, alertSweeps } from "#lib/queues/alerts.ts";

/** Raises and resolves alerts, and delivers them. */
export function startAlertsProcessors(): { close(): Promise<void> } {
  const workers = [
    alertSweeps.consume(async () => {
      const readDeadJobs = async () => (await countFailedJobs()).map(({ queue, failed }) => ({ queue, count: failed }));
      await sweepAlerts({ now: systemClock.now(), readDeadJobs });
    }),
    alertDeliveries.consume(({ deliveryId, attempt }) =>
      deliverAlert({
        ...{ deliveryId, attempt, now: systemClock.now(), chance: Math.random() },
        schedule: ({ delayMs, ...next }) =>
          alertDeliveries.add(next, { jobId: tryJobId(next.deliveryId, next.attempt), delayMs }),
      }),
    ),
  ];
  return {
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}
