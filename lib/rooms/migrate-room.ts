import { getDb, isUniqueViolation } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import { forgetRoom } from "./find-room.ts";

/**
 * Gives a room (and its topics) the id that its platform has given it. Done twice, it changes nothing; where a room of
 * the new id exists already, because its first message was faster, the old room is closed for writing instead.
 */
export async function migrateRoom(options: { connectionId: string; from: string; to: string }): Promise<void> {
  const { connectionId, from, to } = options;
  const rooms = await getDb().room.findMany({
    where: { connectionId, OR: [{ partnerRoomId: from }, { partnerRoomId: { startsWith: `${from}/` } }] },
    select: { id: true, partnerRoomId: true, type: true },
  });
  for (const room of rooms) {
    const partnerRoomId = `${to}${room.partnerRoomId.slice(from.length)}`;
    const type = room.type === "group" ? "supergroup" : room.type;
    try {
      await getDb().room.update({ where: { id: room.id }, data: { partnerRoomId, type } });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      await getDb().room.update({ where: { id: room.id }, data: { writable: false } });
    }
    forgetRoom(connectionId, room.partnerRoomId);
    forgetRoom(connectionId, partnerRoomId);
  }
  log().info({ connectionId, rooms: rooms.length }, "a chat was migrated by its platform");
}
