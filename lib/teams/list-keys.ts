import { getDb } from "../infra/db.ts";
import type { ApiKey } from "../infra/prisma/client.ts";

/**
 * A team's keys, newest first.
 * @param options.teamId null for the operators' keys
 * @param options.before only keys made before the one with this id
 */
export async function listKeys(options: {
  teamId: string | null;
  before?: string | undefined;
  limit: number;
}): Promise<ApiKey[]> {
  return getDb().apiKey.findMany({
    where: { teamId: options.teamId, ...(options.before ? { id: { lt: options.before } } : {}) },
    orderBy: { id: "desc" },
    take: options.limit,
  });
}
