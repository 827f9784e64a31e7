import { v7 } from "uuid";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { type ListedDelivery, listDeliveries } from "./list-destinations.ts";
import { queueDeliveries } from "./queue-deliveries.ts";

/** Sends a test, tried once; also to a destination that is switched off. @throws AppError not_found */
export async function testDestination(options: {
  destinationId: string;
  actor: Actor;
  now: Date;
}): Promise<ListedDelivery> {
  const { destinationId, actor, now } = options;
  const id = v7();
  await getDb().$transaction(async (tx) => {
    const destination = await tx.alertDestination.findUnique({ where: { id: destinationId } });
    if (!destination) throw notFound(said`The destination was not found.`);
    await tx.alertDelivery.create({ data: { id, destinationId, event: "TEST", createdAt: now } });
    const { teamId, name } = destination;
    await writeAudit(tx, {
      actor,
      ...{ action: "alert_destination.test", teamId, targetType: "alert_destination", targetId: destinationId },
      before: null,
      after: { name },
    });
  });
  await queueDeliveries([id]);
  const deliveries = await listDeliveries({ destinationId, before: undefined, limit: 20 });
  const delivery = deliveries.find((one) => one.id === id);
  if (!delivery) throw notFound(said`The destination was not found.`);
  return delivery;
}
