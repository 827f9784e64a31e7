import { getDb } from "../../infra/db.ts";
import type { BroadcastRecipient } from "../../infra/prisma/client.ts";
import type { RecipientState } from "../../infra/prisma/enums.ts";

/**
 * Who gets a broadcast, and what became of each, by chat id.
 * @param options.after only those whose chat id comes after this one
 */
export async function listRecipients(options: {
  broadcastId: string;
  state?: RecipientState | undefined;
  reason?: string | undefined;
  after: string | undefined;
  limit: number;
}): Promise<BroadcastRecipient[]> {
  const { broadcastId, state, reason, after, limit } = options;
  return getDb().broadcastRecipient.findMany({
    where: {
      broadcastId,
      ...(state ? { state } : {}),
      ...(reason ? { reason, state: "FAILED" } : {}),
      ...(after === undefined ? {} : { chatId: { gt: after } }),
    },
    orderBy: { chatId: "asc" },
    take: limit,
  });
}
