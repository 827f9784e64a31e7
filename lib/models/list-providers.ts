import { getDb } from "../infra/db.ts";
import type { Provider } from "../infra/prisma/client.ts";

/** Providers, newest first. @param options.before only those made before the one with this id */
export async function listProviders(options: { before?: string | undefined; limit: number }): Promise<Provider[]> {
  return getDb().provider.findMany({
    where: options.before ? { id: { lt: options.before } } : {},
    orderBy: { id: "desc" },
    take: options.limit,
  });
}
