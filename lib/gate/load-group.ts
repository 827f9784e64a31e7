import { validate as isUuid } from "uuid";
import { getDb, type Tx } from "../infra/db.ts";
import { createFreshCache } from "../infra/fresh-cache.ts";
import type { Prisma } from "../infra/prisma/client.ts";
import type { GateFailurePolicy, GateRule } from "../infra/prisma/enums.ts";
import { groupKey } from "./group-key.ts";
import { type GroupParams, groupParamsSchema } from "./group-params.ts";
import { TROUBLE_CODES, type TroubleCode } from "./trouble-codes.ts";

export interface GroupChannel {
  id: string;
  chatId: number;
  title: string;
  /** Without the at sign. */
  username: string | null;
  inviteLink: string | null;
}

/** A protected group with all that decides in it. Telegram's ids are exact as numbers: they have at most 52 bits. */
export interface LoadedGroup {
  id: string;
  teamId: string;
  connectionId: string;
  chatId: number;
  title: string;
  username: string | null;
  isForum: boolean;
  /** The channel whose posts appear in the group by themselves. */
  linkedChatId: number | null;
  ownerUserId: number | null;
  ownerLanguage: string | null;
  enabled: boolean;
  rule: GateRule;
  failurePolicy: GateFailurePolicy;
  params: GroupParams;
  /** What keeps the gate from working at present. */
  trouble: TroubleCode | null;
  troubleChatId: number | null;
  /** In the order of the buttons. */
  channels: GroupChannel[];
}

const DEFAULT_PARAMS = groupParamsSchema.parse({});
const include = {
  channels: { orderBy: { position: "asc" }, include: { channel: true } },
} as const satisfies Prisma.ProtectedGroupInclude;

const groups = createFreshCache<LoadedGroup>({
  name: "gate-groups",
  maxItems: 20_000,
  async load(keys) {
    const wanted = new Map<string, bigint[]>();
    for (const key of keys) {
      const [connectionId = "", chatId = ""] = key.slice(key.indexOf(":") + 1).split("/");
      if (!isUuid(connectionId)) continue;
      wanted.set(connectionId, [...(wanted.get(connectionId) ?? []), BigInt(chatId)]);
    }
    if (wanted.size === 0) return new Map();
    const rows = await getDb().protectedGroup.findMany({
      where: {
        archivedAt: null,
        OR: [...wanted].map(([connectionId, chatIds]) => ({ connectionId, chatId: { in: chatIds } })),
      },
      include,
    });
    return new Map(rows.map((row) => [groupKey(row.connectionId, row.chatId), toLoadedGroup(row)]));
  },
});

/**
 * A chat's protected group, at most 4 s old, and without what this process was told is outdated; null where nothing is
 * protected.
 */
export function loadGroup(connectionId: string, chatId: number): Promise<LoadedGroup | null> {
  return groups.get(groupKey(connectionId, chatId));
}

/**
 * A group by its own id, as the database has it now, also one that is no longer protected.
 * @param db the transaction that changes it, where there is one
 */
export async function readLoadedGroup(groupId: string, db: Tx = getDb()): Promise<LoadedGroup | null> {
  if (!isUuid(groupId)) return null;
  const row = await db.protectedGroup.findUnique({ where: { id: groupId }, include });
  return row ? toLoadedGroup(row) : null;
}

function toLoadedGroup(row: Prisma.ProtectedGroupGetPayload<{ include: typeof include }>): LoadedGroup {
  const { id, teamId, connectionId, title, username, isForum, ownerLanguage, enabled, rule, failurePolicy } = row;
  const params = groupParamsSchema.safeParse(row.params);
  return {
    ...{ id, teamId, connectionId, title, username, isForum, ownerLanguage, rule, failurePolicy },
    enabled: enabled && row.archivedAt === null,
    chatId: Number(row.chatId),
    linkedChatId: asNumber(row.linkedChatId),
    ownerUserId: asNumber(row.ownerUserId),
    params: params.success ? params.data : DEFAULT_PARAMS,
    trouble: TROUBLE_CODES.find((code) => code === row.trouble) ?? null,
    troubleChatId: asNumber(row.troubleChatId),
    channels: row.channels.map(({ channel }) => ({
      id: channel.id,
      chatId: Number(channel.chatId),
      title: channel.title,
      username: channel.username,
      inviteLink: channel.inviteLink,
    })),
  };
}

function asNumber(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}
