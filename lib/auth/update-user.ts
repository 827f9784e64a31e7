import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { AppError, notFound } from "../infra/errors.ts";
import type { User } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";

/** Serialises changes of operators, so that two of them cannot each remove the other as the last one. */
export const OPERATORS_LOCK = 727_002;

/**
 * Changes a user; switching one off ends all of their sessions.
 * @throws AppError not_found, or conflict when no active operator would be left
 */
export async function updateUser(options: {
  userId: string;
  changes: { name?: string | undefined; isOperator?: boolean | undefined; active?: boolean | undefined };
  actor: Actor;
}): Promise<User> {
  const { userId, actor } = options;
  const { name, isOperator, active } = options.changes;
  return getDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${OPERATORS_LOCK}::bigint)`;
    const before = await tx.user.findUnique({ where: { id: userId } });
    if (!before) throw notFound(said`The user was not found.`);
    const data = {
      ...(name === undefined ? {} : { name }),
      ...(isOperator === undefined ? {} : { isOperator }),
      ...(active === undefined ? {} : { active }),
    };
    const after = await tx.user.update({ where: { id: userId }, data });
    const wasOne = before.isOperator && before.active;
    if (wasOne && (await tx.user.count({ where: { isOperator: true, active: true } })) === 0) {
      throw new AppError("conflict", said`This is the last active operator: make somebody else one first.`);
    }
    if (!after.active) await tx.authSession.deleteMany({ where: { userId } });
    await writeAudit(tx, {
      actor,
      action: "user.update",
      teamId: null,
      targetType: "user",
      targetId: userId,
      before: shown(before),
      after: shown(after),
    });
    return after;
  });
}

function shown({ name, isOperator, active }: User) {
  return { name, isOperator, active };
}
