import { sha256Hex } from "../infra/crypto.ts";
import { getDb } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import type { Invitation, Team } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";

/**
 * What a link invites to, for whoever holds it.
 * @throws AppError not_found when it was never made, or is used, revoked or expired
 */
export async function previewInvitation(options: {
  token: string;
  now: Date;
}): Promise<{ invitation: Invitation; team: Team; hasAccount: boolean }> {
  const invitation = await getDb().invitation.findUnique({
    where: { tokenHash: sha256Hex(options.token) },
    include: { team: true },
  });
  if (!invitation || invitation.acceptedAt || invitation.revokedAt || invitation.expiresAt <= options.now) {
    throw notFound(said`The invitation was not found.`);
  }
  const user = await getDb().user.findUnique({ where: { email: invitation.email }, select: { passwordHash: true } });
  return { invitation, team: invitation.team, hasAccount: Boolean(user?.passwordHash) };
}
