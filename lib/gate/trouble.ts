import type { LoadedConnection } from "../channels/load-connection.ts";
import { getPool } from "../infra/db.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import { log } from "../infra/log.ts";
import { groupKey } from "./group-key.ts";
import { tellOwner } from "./tell-owner.ts";
import type { TroubleCode } from "./trouble-codes.ts";

/** Whose trouble it is: one group's, or that of every group of the bot that asks for the channel. */
export type TroubleSubject = { group: { id: string } } | { connection: LoadedConnection; chatId: number };

interface Touched {
  id: string;
  connectionId: string;
  chatId: string;
}

/**
 * Notes that the gate does not work, and why. The owners are told, once until it works again or something else is wrong.
 * @param options.replaces the trouble that was found to be over; left out, only a group without trouble gets one: the sweep
 *   looks at the others again and finds whatever is left
 */
export async function reportTrouble(
  options: TroubleSubject & { code: TroubleCode; chatId?: number; replaces?: TroubleCode | null; now: Date },
): Promise<void> {
  const { code, now, replaces = null } = options;
  const values = [code, options.chatId ?? null, now, replaces];
  const set = `SET trouble = $1, trouble_chat_id = $2, troubled_since = $3, trouble_checked_at = $3, owner_told_at = NULL,
    updated_at = now()`;
  const where = "g.trouble IS NOT DISTINCT FROM $4 AND g.archived_at IS NULL";
  const { rows } =
    "group" in options
      ? await getPool().query<Touched>(`UPDATE protected_groups g ${set} WHERE g.id = $5 AND ${where} ${RETURNING}`, [
          ...values,
          options.group.id,
        ])
      : await getPool().query<Touched>(
          `UPDATE protected_groups g ${set} FROM group_channels l JOIN enforced_channels e ON e.id = l.channel_id
           WHERE l.group_id = g.id AND e.connection_id = $5 AND e.chat_id = $2 AND ${where} ${RETURNING}`,
          [...values, options.connection.id],
        );
  await forget(rows);
  for (const { id } of rows) log().warn({ groupId: id, code }, "a group's gate does not work");
  // Somebody's message waits for this: where many are to be told, or Telegram is silent, the sweep does it in a moment.
  const [only, ...more] = rows;
  if (!only || more.length > 0 || code === "telegram_unreachable") return;
  await tellOwner({ groupId: only.id, now }).catch((err) =>
    log().warn({ err, groupId: only.id }, "an owner was not told"),
  );
}

/**
 * Notes that it works again.
 * @param options.codes only trouble of these; any by default
 */
export async function clearTrouble(
  options: TroubleSubject & { codes?: TroubleCode[]; chatId?: number; now: Date },
): Promise<void> {
  const { codes = null, chatId = null } = options;
  const set =
    "SET trouble = NULL, trouble_chat_id = NULL, troubled_since = NULL, owner_told_at = NULL, trouble_checked_at = NULL, updated_at = now()";
  const { rows } = await getPool().query<Touched>(
    `UPDATE protected_groups g ${set} WHERE ${"group" in options ? "g.id" : "g.connection_id"} = $1 AND g.trouble IS NOT NULL
       AND ($2::text[] IS NULL OR g.trouble = ANY($2)) AND ($3::bigint IS NULL OR g.trouble_chat_id = $3) ${RETURNING}`,
    ["group" in options ? options.group.id : options.connection.id, codes, chatId],
  );
  await forget(rows);
  for (const { id } of rows) log().info({ groupId: id }, "a group's gate works again");
}

const RETURNING = 'RETURNING g.id, g.connection_id AS "connectionId", g.chat_id AS "chatId"';

async function forget(rows: Touched[]): Promise<void> {
  if (rows.length === 0) return;
  await dropEverywhere(rows.map(({ connectionId, chatId }) => groupKey(connectionId, Number(chatId))));
}
