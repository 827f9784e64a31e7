import { getDb } from "../../infra/db.ts";
import { settleLeftBehind } from "./claim-recipient.ts";

/** @returns the broadcasts that are due or under way */
export async function sweepBroadcasts(options: { now: Date }): Promise<string[]> {
  await settleLeftBehind();
  const found = await getDb().broadcast.findMany({
    where: { OR: [{ state: "SCHEDULED", startsAt: { lte: options.now } }, { state: "RUNNING" }] },
    orderBy: { startsAt: "asc" },
    take: 1_000,
    select: { id: true },
  });
  return found.map(({ id }) => id);
}
