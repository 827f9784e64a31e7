import { createHash } from "node:crypto";
import { v7 } from "uuid";

/**
 * The id of what was decided about one person on one update: the same however often, and wherever, the update is handled.
 * @param options.date Telegram's own date of what happened, in Unix seconds, so that ids are in its order
 */
export function decisionId(options: { connectionId: string; updateId: number; userId: number; date: number }): string {
  const { connectionId, updateId, userId, date } = options;
  const random = createHash("sha256").update(`${connectionId}/${updateId}/${userId}`).digest().subarray(0, 16);
  return v7({ msecs: date * 1_000, random });
}
