import { getDb, getPool, isUniqueViolation } from "../infra/db.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import { log } from "../infra/log.ts";
import { groupKey } from "./group-key.ts";

/**
 * Gives a group, and what is being set up in it, the id that Telegram gave it when it became a supergroup. Done twice, it changes nothing; where the new id
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
  await moveDialogs({ connectionId, from, to });
  await dropEverywhere([groupKey(connectionId, from), groupKey(connectionId, to)]);
  log().info({ connectionId }, "a protected group was migrated by Telegram");
}

/** Whoever was asked which channel the group shall ask for is heard in the new chat; one asked there anew stays so. */
async function moveDialogs(options: { connectionId: string; from: number; to: number }): Promise<void> {
  const { connectionId, from, to } = options;
  await getPool().query({
    name: "gate-move-dialogs",
    text: `UPDATE gate_dialogs d SET group_chat_id = $3, chat_id = CASE WHEN chat_id = $2 THEN $3 ELSE chat_id END
      WHERE connection_id = $1 AND group_chat_id = $2 AND NOT (chat_id = $2 AND EXISTS (SELECT 1 FROM gate_dialogs o
        WHERE o.connection_id = $1 AND o.chat_id = $3 AND o.user_id = d.user_id))`,
    values: [connectionId, from, to],
  });
}
