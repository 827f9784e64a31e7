import { getPool, type Tx } from "../../infra/db.ts";
import { Prisma } from "../../infra/prisma/client.ts";
import type { BroadcastAudience } from "../../infra/prisma/enums.ts";

// A bot may write to whom it has a private chat with, whoever else it has seen in groups.
const USERS = (connectionId: string) => Prisma.sql`
  SELECT r.partner_room_id AS chat_id, r.name, r.writable AND coalesce(e.reachable, true) AS writable
    FROM rooms r
    LEFT JOIN end_users e ON e.connection_id = r.connection_id AND e.external_id = r.partner_room_id
   WHERE r.connection_id = ${connectionId}::uuid AND r.type = 'private'`;

// A group is one recipient, however many of its topics have a room; groups that are only guarded have none.
const GROUPS = (connectionId: string) => Prisma.sql`
  SELECT chat_id, max(name) AS name,
         coalesce(bool_or(writable) FILTER (WHERE whole), bool_or(writable) FILTER (WHERE NOT whole), true) AS writable
    FROM (
      SELECT split_part(partner_room_id, '/', 1) AS chat_id, name, writable, type <> 'topic' AS whole
        FROM rooms WHERE connection_id = ${connectionId}::uuid AND type IN ('group', 'supergroup', 'topic')
      UNION ALL
      SELECT chat_id::text, title, NULL, false
        FROM protected_groups WHERE connection_id = ${connectionId}::uuid AND archived_at IS NULL
    ) chats GROUP BY chat_id`;

/** How many a broadcast would reach now, and how many more there are to whom the bot may not write. */
export async function countAudience(options: {
  connectionId: string;
  audience: BroadcastAudience;
}): Promise<{ recipients: number; unreachable: number }> {
  const { text, values } = Prisma.sql`
    SELECT count(*) FILTER (WHERE writable)::int AS recipients, count(*) FILTER (WHERE NOT writable)::int AS unreachable
      FROM (${audienceOf(options)}) audience`;
  const { rows } = await getPool().query<{ recipients: number; unreachable: number }>(text, values);
  return rows[0] ?? { recipients: 0, unreachable: 0 };
}

/** Writes down who gets a broadcast: those whom the bot can write to at this moment. */
export async function noteRecipients(
  tx: Tx,
  options: { broadcastId: string; connectionId: string; audience: BroadcastAudience },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO broadcast_recipients (broadcast_id, chat_id, name)
    SELECT ${options.broadcastId}::uuid, chat_id, name FROM (${audienceOf(options)}) audience WHERE writable`;
}

function audienceOf({ connectionId, audience }: { connectionId: string; audience: BroadcastAudience }): Prisma.Sql {
  return audience === "USERS" ? USERS(connectionId) : GROUPS(connectionId);
}
