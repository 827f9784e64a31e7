import { LRUCache } from "lru-cache";
import type { InboundRoom } from "../channels/adapter.ts";
import { getDb } from "../infra/db.ts";
import { findOrCreate } from "../infra/find-or-create.ts";

const known = new LRUCache<string, { id: string; name: string | null }>({ max: 20_000, ttl: 60_000 });

/**
 * The room of that partner room id at the connection, made when first seen; callers who race for it get the same one.
 * @param options.partnerName the channel, such as `telegram` or `api`
 */
export async function findRoom(options: {
  teamId: string;
  connectionId: string;
  partnerName: string;
  room: InboundRoom;
}): Promise<string> {
  const { teamId, connectionId, partnerName, room } = options;
  const key = `${connectionId}/${room.partnerRoomId}`;
  const cached = known.get(key);
  const isNewName = (name: string | null) => room.name !== undefined && room.name !== name;
  if (cached && !isNewName(cached.name)) return cached.id;
  const { partnerRoomId, type, name = null } = room;
  const data = { teamId, connectionId, partnerName, partnerRoomId, type, name };
  let row = await findOrCreate(
    () => read(connectionId, partnerRoomId),
    () => getDb().room.create({ data, select: FIELDS }),
  );
  if (isNewName(row.name)) {
    row = await getDb().room.update({ where: { id: row.id }, data: { name: room.name ?? null }, select: FIELDS });
  }
  known.set(key, row);
  return row.id;
}

export function forgetRoom(connectionId: string, partnerRoomId: string): void {
  known.delete(`${connectionId}/${partnerRoomId}`);
}

const FIELDS = { id: true, name: true } as const;

function read(connectionId: string, partnerRoomId: string) {
  return getDb().room.findUnique({
    where: { connectionId_partnerRoomId: { connectionId, partnerRoomId } },
    select: FIELDS,
  });
}
