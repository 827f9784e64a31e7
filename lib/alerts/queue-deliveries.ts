import { v7 } from "uuid";
import { getDb } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { alertDeliveries } from "../queues/alerts.ts";

/** Queues the first try of new deliveries. When the queue is away, the sweep does it later. */
export async function queueDeliveries(deliveryIds: string[]): Promise<void> {
  if (deliveryIds.length === 0) return;
  await alertDeliveries
    .addBulk(deliveryIds.map((deliveryId) => firstTry(deliveryId, 0)))
    .catch((err: unknown) => log().warn({ err, deliveryIds }, "deliveries were not queued; the sweep will"));
}

/** The id of the job of one try. */
export function tryJobId(deliveryId: string, attempt: number): string {
  return `delivery-${deliveryId}-${attempt}`;
}

// All tries of a delivery take less than half a day: see MAX_ATTEMPTS and LONGEST_WAIT_MS.
const LOOK_BACK_MS = 3 * 86_400_000;
const SETTLE_MS = 5_000;
const MOST_AT_ONCE = 1_000;

/**
 * Queues deliveries that lost their job with a process that was killed. Whichever has its job (waiting, delayed or under
 * way) is left as it is, as job ids are unique.
 */
export async function requeueDeliveries(options: { now: Date }): Promise<void> {
  const { now } = options;
  const pending = await getDb().alertDelivery.findMany({
    where: {
      status: "PENDING",
      // Ids are in the order of time, and indexed.
      id: { gt: v7({ msecs: now.getTime() - LOOK_BACK_MS }) },
      createdAt: { lt: new Date(now.getTime() - SETTLE_MS) },
    },
    orderBy: { id: "asc" },
    take: MOST_AT_ONCE,
    select: { id: true, attempts: true },
  });
  if (pending.length === 0) return;
  await alertDeliveries.addBulk(pending.map(({ id, attempts }) => firstTry(id, attempts)));
}

function firstTry(deliveryId: string, attempt: number) {
  return { payload: { deliveryId, attempt }, options: { jobId: tryJobId(deliveryId, attempt) } };
}
