import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { AppError, notFound } from "../infra/errors.ts";
import type { Invitation } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";

/** Ends an invitation's link. @throws AppError not_found, or conflict when it has been accepted */
export async function revokeInvitation(options: {
  teamId: string;
  invitationId: string;
  actor: Actor;
  now: Date;
}): Promise<Invitation> {
  const { teamId, invitationId, actor, now } = options;
  return getDb().$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, teamId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: now },
    });
    const invitation = await tx.invitation.findUnique({ where: { id: invitationId } });
    if (!invitation || invitation.teamId !== teamId) throw notFound(said`The invitation was not found.`);
    if (invitation.acceptedAt)
      throw new AppError("conflict", said`The invitation has been accepted: remove the member.`);
    if (count === 0) return invitation;
    await writeAudit(tx, {
      actor,
      action: "invitation.revoke",
      teamId,
      targetType: "invitation",
      targetId: invitationId,
      before: { email: invitation.email, revokedAt: null },
      after: { email: invitation.email, revokedAt: now },
    });
    return invitation;
  });
}
