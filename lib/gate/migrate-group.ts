import { getDb, isUniqueViolation } from "../infra/db.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import { log } from "../infra/log.ts";
import { groupKey } from "./group-key.ts";

/**
 * Gives a group the id that Telegram gave it when it became a supergroup. Done twice, it changes nothing; where the new id
 * has a row already, because it was protected anew before this was heard of, that one stays and the old one is put away.
 */
export async function migrateGroup(options: { connectionId: string; from: number; to: number }): Promise<void> {
  const { connectionId, from, to } = options;
  const where = { connectionId, chatId: BigInt(from) };
  try {
    await getDb().protectedGroup.updateMany({ where, data: { chatId: BigInt(to) } });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await getDb().protectedGroup.updateMany({ where, data: { archivedAt: new Date(), enabled: false } });
  }
  await dropEverywhere([groupKey(connectionId, from), groupKey(connectionId, to)]);
  log().info({ connectionId }, "a protected group was migrated by Telegram");
}
