import { getDb } from "#lib/infra/db.ts";
import type { Membership } from "#lib/infra/prisma/client.ts";
import type { MemberRole } from "#lib/infra/prisma/enums.ts";

export async function createMembership(options: {
  teamId: string;
  userId: string;
  role?: MemberRole;
}): Promise<Membership> {
  return getDb().membership.create({ data: { role: "ADMIN", ...options } });
}
