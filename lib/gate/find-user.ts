import { getDb } from "../infra/db.ts";

/**
 * A Telegram user by id or @name. Telegram tells bots nobody's id by name: only who was seen in the group under that name
 * is found by it, and of several whoever had it last.
 * @returns null for a name that was not seen there
 */
export async function findUser(options: {
  groupId: string;
  user: string;
}): Promise<{ id: number; name: string | null } | null> {
  const { groupId } = options;
  const user = options.user.trim();
  const isId = /^\d+$/.test(user);
  const name = user.replace(/^@/, "");
  const seen = await getDb().gateDecision.findFirst({
    where: {
      groupId,
      ...(isId ? { userId: BigInt(user) } : { username: { equals: name, mode: "insensitive" } }),
    },
    orderBy: { id: "desc" },
    select: { userId: true, userName: true },
  });
  if (isId) return { id: Number(user), name: seen?.userName ?? null };
  return seen ? { id: Number(seen.userId), name: seen.userName } : null;
}
