import { getDb } from "../infra/db.ts";
import type { Invitation } from "../infra/prisma/client.ts";

/** More than anybody looks at; older ones are in the audit log. */
const MOST = 200;

/** A team's latest invitations, newest first. */
export async function listInvitations(teamId: string): Promise<Invitation[]> {
  return getDb().invitation.findMany({ where: { teamId }, orderBy: { id: "desc" }, take: MOST });
}
