import { getDb } from "#lib/infra/db.ts";
import type { Broadcast, Prisma } from "#lib/infra/prisma/client.ts";

/** A broadcast to all users of a bot, due now. */
export function createBroadcast(
  teamId: string,
  connectionId: string,
  fields: Partial<Prisma.BroadcastUncheckedCreateInput> = {},
): Promise<Broadcast> {
  return getDb().broadcast.create({
    data: { teamId, connectionId, audience: "USERS", text: "**News** for all", startsAt: new Date(), ...fields },
  });
}
