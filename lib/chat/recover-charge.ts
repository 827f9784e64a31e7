import type { OutboundMessage } from "../rooms/deliver.ts";
import { toUsageRow } from "../usage/usage-row.ts";
import { localDay } from "../usage/window.ts";
import { writeBatch } from "../usage/write-batch.ts";

/**
 * Charges an answer whose process died after writing it, perhaps before charging it. The usage row's key is the turn's,
 * so an answer that was charged is not charged again.
 */
export async function recoverCharge(options: { message: OutboundMessage; timeZone: string }): Promise<void> {
  const { message, timeZone } = options;
  const usage = message.meta.usage;
  if (!usage || !message.turnKey) return;
  const occurredAt = new Date(usage.occurredAt);
  const row = toUsageRow({
    subjects: {
      teamId: message.teamId,
      endUserId: usage.endUserId,
      ...(usage.keyLineageId ? { keyLineageId: usage.keyLineageId } : {}),
    },
    facts: {
      ...{ idempotencyKey: message.turnKey, channel: usage.channel, model: usage.model, status: "OK" },
      ...{ tokensIn: usage.tokensIn, tokensOut: usage.tokensOut, latencyMs: usage.latencyMs },
      costNano: BigInt(usage.costNano),
      connectionId: message.room.connectionId,
      roomId: message.room.id,
      ...usage.provenance,
      ...(usage.keyId ? { keyId: usage.keyId } : {}),
      ...(usage.providerId ? { providerId: usage.providerId } : {}),
    },
    occurredAt,
    day: localDay({ timeZone, at: occurredAt }),
  });
  await writeBatch({ rows: [row], lowered: [] });
}
