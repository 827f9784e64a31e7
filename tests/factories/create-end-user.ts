import { getDb } from "#lib/infra/db.ts";
import type { EndUser, Prisma } from "#lib/infra/prisma/client.ts";
import { uniqueName } from "./unique-name.ts";

export async function createEndUser(
  options: { teamId: string; connectionId: string } & Partial<Prisma.EndUserUncheckedCreateInput>,
): Promise<EndUser> {
  return getDb().endUser.create({ data: { externalId: uniqueName("user"), ...options } });
}
