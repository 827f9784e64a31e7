import { getDb } from "../../infra/db.ts";
import { noteRecipients } from "./audience.ts";

/**
 * Begins a broadcast that is due: its recipients are those of this moment. One of several callers does it.
 * @returns whether it runs now
 */
export async function startBroadcast(options: { broadcastId: string; now: Date }): Promise<boolean> {
  const { broadcastId, now } = options;
  return getDb().$transaction(
    async (tx) => {
      const { count } = await tx.broadcast.updateMany({
        where: { id: broadcastId, state: "SCHEDULED", startsAt: { lte: now } },
        data: { state: "RUNNING", startedAt: now },
      });
      const broadcast = await tx.broadcast.findUnique({ where: { id: broadcastId } });
      if (count === 1 && broadcast) await noteRecipients(tx, { broadcastId, ...broadcast });
      return broadcast?.state === "RUNNING";
    },
    // A hundred thousand recipients are written in one statement.
    { timeout: 60_000 },
  );
}
