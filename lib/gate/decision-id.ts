import { createHash } from "node:crypto";
import { v7 } from "uuid";

/**
 * The id of what was decided on one occasion: the same however often, and wherever, it is handled.
 * @param options.occasion what tells it from all others of the bot, such as the update's number
 * @param options.occurredAt the same each time too; ids are in its order
 */
export function decisionId(options: { connectionId: string; occasion: string; occurredAt: Date }): string {
  const { connectionId, occasion, occurredAt } = options;
  const random = createHash("sha256").update(`${connectionId}/${occasion}`).digest().subarray(0, 16);
  return v7({ msecs: occurredAt.getTime(), random });
}
