import { getDb } from "../infra/db.ts";
import type { Prisma } from "../infra/prisma/client.ts";

const include = {
  connection: { select: { id: true, name: true, username: true } },
  channels: { orderBy: { position: "asc" }, include: { channel: true } },
} as const satisfies Prisma.ProtectedGroupInclude;

export type GroupRow = Prisma.ProtectedGroupGetPayload<{ include: typeof include }>;

/**
 * A team's protected groups, newest first.
 * @param options.before an id: only groups that are older
 */
export function listGroups(options: {
  teamId: string;
  search?: string | undefined;
  connectionId?: string | undefined;
  troubled?: boolean | undefined;
  before?: string | undefined;
  limit: number;
}): Promise<GroupRow[]> {
  const { teamId, search, connectionId, troubled, before, limit } = options;
  const text = search?.trim().replace(/^@/, "");
  const isId = text !== undefined && /^-?\d{1,18}$/.test(text);
  return getDb().protectedGroup.findMany({
    where: {
      teamId,
      archivedAt: null,
      ...(connectionId ? { connectionId } : {}),
      ...(troubled === undefined ? {} : { trouble: troubled ? { not: null } : null }),
      ...(before ? { id: { lt: before } } : {}),
      ...(text
        ? {
            OR: [
              { title: { contains: text, mode: "insensitive" } },
              { username: { contains: text, mode: "insensitive" } },
              ...(isId ? [{ chatId: BigInt(text) }] : []),
            ],
          }
        : {}),
    },
    orderBy: { id: "desc" },
    take: limit,
    include,
  });
}

/** One protected group; null where there is none, or none any more. */
export async function findGroupRow(groupId: string): Promise<GroupRow | null> {
  return getDb().protectedGroup.findFirst({ where: { id: groupId, archivedAt: null }, include });
}

/** The team of a protected group; undefined where there is none. */
export async function findGroupTeam(groupId: string): Promise<string | undefined> {
  const row = await getDb().protectedGroup.findFirst({
    where: { id: groupId, archivedAt: null },
    select: { teamId: true },
  });
  return row?.teamId;
}
