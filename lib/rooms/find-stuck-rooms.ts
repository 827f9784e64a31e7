import { getPool } from "../infra/db.ts";

/**
 * Rooms where an answer was neither produced nor delivered for a while, and nobody is at it: their job was lost, or gave
 * up. The more attempts a delivery has had, the longer it is left alone, up to a minute.
 */
export async function findStuckRooms(): Promise<string[]> {
  const { rows } = await getPool().query<{ room_id: string }>({ name: "rooms-stuck", text: STUCK });
  return rows.map((row) => row.room_id);
}

// A message without a queued answer is never PENDING. Past a day, deliveries have given up and answers are unwanted.
const STUCK = `
SELECT DISTINCT m.room_id FROM messages m
 WHERE m.status = 'PENDING' AND m.direction IN ('INBOUND', 'OUTBOUND') AND m.created_at > now() - interval '25 hours'
   AND m.updated_at < now() - least(60, 5 * power(2, least(coalesce((m.delivery->>'attempts')::int, 0), 5))) * interval '1 second'
   AND NOT EXISTS (SELECT 1 FROM leases l WHERE l.name = 'room:' || m.room_id::text AND l.expires_at > now())
 LIMIT 500`;
