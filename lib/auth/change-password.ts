import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { invalidField, notFound } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { hashPassword, verifyPassword } from "./hash-password.ts";
import { throttleSignIn } from "./throttle-sign-in.ts";

/**
 * Sets a new password and ends every other session of the user.
 * @param options.keepSessionId the session of the browser that asks
 * @throws AppError invalid_input when the current password is wrong, rate_limited after too many tries
 */
export async function changePassword(options: {
  userId: string;
  currentPassword: string;
  newPassword: string;
  keepSessionId: string;
  address: string | null;
  actor: Actor;
}): Promise<void> {
  const { userId, keepSessionId } = options;
  const user = await getDb().user.findUnique({ where: { id: userId } });
  if (!user) throw notFound(said`The user was not found.`);
  const attempt = await throttleSignIn({ email: user.email, address: options.address });
  if (!(await verifyPassword(user.passwordHash, options.currentPassword))) {
    throw invalidField("currentPassword", said`The current password is wrong.`);
  }
  await attempt.succeeded();
  const passwordHash = await hashPassword(options.newPassword);
  await getDb().$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await tx.authSession.deleteMany({ where: { userId, id: { not: keepSessionId } } });
    await writeAudit(tx, {
      actor: options.actor,
      action: "user.change_password",
      teamId: null,
      targetType: "user",
      targetId: userId,
    });
  });
}
