import { getDb } from "../infra/db.ts";
import type { User } from "../infra/prisma/client.ts";

/** Users, newest first. @param options.before only those made before the one with this id */
export async function listUsers(options: {
  search?: string | undefined;
  before?: string | undefined;
  limit: number;
}): Promise<User[]> {
  const contains = options.search?.toLowerCase().replace(/[\\%_]/g, "\\$&");
  return getDb().user.findMany({
    where: {
      ...(contains ? { OR: [{ email: { contains } }, { name: { contains, mode: "insensitive" as const } }] } : {}),
      ...(options.before ? { id: { lt: options.before } } : {}),
    },
    orderBy: { id: "desc" },
    take: options.limit,
  });
}
