import { getDb } from "../infra/db.ts";
import type { Model, Provider } from "../infra/prisma/client.ts";

export type ModelWithProvider = Model & { provider: Provider };

/** Models, newest first. @param options.before only those made before the one with this id */
export async function listModels(options: {
  search?: string | undefined;
  providerId?: string | undefined;
  enabled?: boolean | undefined;
  before?: string | undefined;
  limit: number;
}): Promise<ModelWithProvider[]> {
  const { providerId, enabled, before, limit } = options;
  const contains = options.search?.replace(/[\\%_]/g, "\\$&");
  return getDb().model.findMany({
    where: {
      AND: [
        before ? { id: { lt: before } } : {},
        contains
          ? {
              OR: [
                { publicId: { contains, mode: "insensitive" as const } },
                { displayName: { contains, mode: "insensitive" as const } },
              ],
            }
          : {},
      ],
      ...(providerId ? { providerId } : {}),
      ...(enabled === undefined ? {} : { enabled }),
    },
    include: { provider: true },
    orderBy: { id: "desc" },
    take: limit,
  });
}
