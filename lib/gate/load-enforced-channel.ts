import { validate as isUuid } from "uuid";
import { getDb } from "../infra/db.ts";
import { createFreshCache } from "../infra/fresh-cache.ts";

const prefix = "gate-channel:";

const channels = createFreshCache<{ id: string }>({
  name: "gate-channels",
  maxItems: 20_000,
  async load(keys) {
    const places = keys
      .map((key) => key.slice(prefix.length).split("/"))
      .filter(([connectionId = ""]) => isUuid(connectionId))
      .map(([connectionId = "", chatId = ""]) => ({ connectionId, chatId: BigInt(chatId) }));
    const rows = await getDb().enforcedChannel.findMany({
      where: { OR: places, groups: { some: {} } },
      select: { id: true, connectionId: true, chatId: true },
    });
    return new Map(rows.map(({ id, connectionId, chatId }) => [`${prefix}${connectionId}/${chatId}`, { id }]));
  },
});

/** The enforced channel of a bot that a chat is, at most 4 s old; null where no group asks for it. */
export function loadEnforcedChannel(connectionId: string, chatId: number): Promise<{ id: string } | null> {
  return channels.get(`${prefix}${connectionId}/${chatId}`);
}
