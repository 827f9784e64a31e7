import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { hashPassword } from "../auth/hash-password.ts";
import { getDb, type Tx } from "../infra/db.ts";
import { AppError, invalidField, notFound } from "../infra/errors.ts";
import type { Membership, User } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";
import { previewInvitation } from "./preview-invitation.ts";

/**
 * Accepts an invitation, once. Somebody with an account must be signed in as the invited address, so that a link that
 * went astray opens nobody's account; somebody without one sets a password and gets one.
 * @param options.signedInAs the user whose browser asks, or null
 * @throws AppError not_found (unknown, used, revoked or expired), unauthenticated (sign in first), forbidden (signed in
 *   as somebody else), invalid_input (no password)
 */
export async function acceptInvitation(options: {
  token: string;
  name?: string | undefined;
  password?: string | undefined;
  signedInAs: { id: string; email: string } | null;
  now: Date;
}): Promise<Membership> {
  const { token, name, password, signedInAs, now } = options;
  const { invitation, hasAccount } = await previewInvitation({ token, now });
  const { teamId, email, role } = invitation;
  if (hasAccount && !signedInAs) {
    throw new AppError("unauthenticated", said`"${email}" has an account: sign in with it, then open the link again.`);
  }
  if (signedInAs && signedInAs.email !== email) {
    throw new AppError("forbidden", said`This invitation is for "${email}", and you are signed in as somebody else.`);
  }
  if (!signedInAs && !password) throw invalidField("password", said`Choose a password of at least 12 characters.`);
  const passwordHash = password && !hasAccount ? await hashPassword(password) : null;

  return getDb().$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
      data: { acceptedAt: now },
    });
    if (count !== 1) throw notFound(said`The invitation was not found.`);
    const user = await findOrCreateUser(tx, { email, name: name ?? null, passwordHash });
    if (!user.active) throw new AppError("forbidden", said`This account has been switched off.`);
    const key = { teamId_userId: { teamId, userId: user.id } };
    const membership = await tx.membership.upsert({
      where: key,
      create: { teamId, userId: user.id, role },
      // Already in by another way: the role they have stays.
      update: {},
    });
    const actor: Actor = { type: "user", id: user.id, label: email };
    await writeAudit(tx, {
      actor,
      action: "invitation.accept",
      teamId,
      targetType: "invitation",
      targetId: invitation.id,
      after: { email, role: membership.role.toLowerCase() },
    });
    return membership;
  });
}

async function findOrCreateUser(
  tx: Tx,
  options: { email: string; name: string | null; passwordHash: string | null },
): Promise<User> {
  const { email, name, passwordHash } = options;
  const made = await tx.user.createMany({ data: [{ email, name, passwordHash }], skipDuplicates: true });
  const user = await tx.user.findUniqueOrThrow({ where: { email } });
  if (made.count === 1) {
    await writeAudit(tx, {
      actor: { type: "user", id: user.id, label: email },
      action: "user.create",
      teamId: null,
      targetType: "user",
      targetId: user.id,
      after: { email, name, isOperator: false },
    });
  }
  if (user.passwordHash || !passwordHash) return user;
  // Made without a password, by an import say: this is their first.
  return tx.user.update({ where: { id: user.id }, data: { passwordHash, name: user.name ?? name } });
}
