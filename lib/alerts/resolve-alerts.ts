import { getDb } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { addResolvedDeliveries } from "./add-deliveries.ts";
import { queueDeliveries } from "./queue-deliveries.ts";

/** Ends alerts whose trouble is over, once, and tells whoever was told that they began. */
export async function resolveAlerts(options: { ids: string[]; now: Date }): Promise<void> {
  const { now } = options;
  for (const id of options.ids) {
    const deliveries = await getDb().$transaction(async (tx) => {
      const { count } = await tx.alert.updateMany({ where: { id, resolvedAt: null }, data: { resolvedAt: now } });
      return count === 1 ? addResolvedDeliveries(tx, { alertId: id, now }) : [];
    });
    log().info({ alertId: id }, "alert resolved");
    await queueDeliveries(deliveries);
  }
}
