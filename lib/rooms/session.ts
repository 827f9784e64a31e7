import { getDb } from "../infra/db.ts";

/** A conversation ends by itself after an hour without a message. */
export const SESSION_TTL_MS = 60 * 60 * 1000;

/** Whether a session of that last activity still goes on. */
export function isSessionOpen(session: { endedAt: Date | null; lastActivityAt: Date }, now: Date): boolean {
  return session.endedAt === null && now.getTime() - session.lastActivityAt.getTime() < SESSION_TTL_MS;
}

/**
 * The room's session at `now`: the open one, else a new one. The caller holds the room's turn, so nobody races for it.
 */
export async function currentSession(roomId: string, now: Date): Promise<string> {
  const latest = await getDb().session.findFirst({
    where: { roomId },
    orderBy: { startedAt: "desc" },
    select: { id: true, endedAt: true, lastActivityAt: true },
  });
  if (latest && isSessionOpen(latest, now)) return latest.id;
  const created = await getDb().session.create({
    data: { roomId, startedAt: now, lastActivityAt: now },
    select: { id: true },
  });
  return created.id;
}

/** Ends the room's conversation: the next message starts with nothing said before. */
export async function endSession(roomId: string, now: Date): Promise<void> {
  await getDb().session.updateMany({ where: { roomId, endedAt: null }, data: { endedAt: now } });
}
