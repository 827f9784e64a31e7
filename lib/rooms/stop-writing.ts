import { getDb } from "../infra/db.ts";

/** Remembers that the platform refuses our messages in a room; in private, that the person cannot be reached. */
export async function stopWriting(options: { roomId: string; endUserId: string | null }): Promise<void> {
  await getDb().room.updateMany({ where: { id: options.roomId }, data: { writable: false } });
  if (!options.endUserId) return;
  await getDb().endUser.updateMany({ where: { id: options.endUserId }, data: { reachable: false } });
}

/** The opposite: they let the bot in again, or wrote to it, which comes to the same. */
export async function resumeWriting(options: { roomId: string; endUserId: string | null }): Promise<void> {
  await getDb().room.updateMany({ where: { id: options.roomId, writable: false }, data: { writable: true } });
  if (!options.endUserId) return;
  await getDb().endUser.updateMany({ where: { id: options.endUserId, reachable: false }, data: { reachable: true } });
}
