import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb, isUniqueViolation } from "../infra/db.ts";
import { fieldError } from "../infra/errors.ts";
import type { User } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";
import { hashPassword } from "./hash-password.ts";

/** @param options.email already lower-cased @throws AppError conflict when the e-mail address is taken */
export async function createUser(options: {
  email: string;
  name?: string | undefined;
  password: string;
  isOperator: boolean;
  actor: Actor;
}): Promise<User> {
  const { email, name = null, isOperator, actor } = options;
  const passwordHash = await hashPassword(options.password);
  try {
    return await getDb().$transaction(async (tx) => {
      const user = await tx.user.create({ data: { email, name, isOperator, passwordHash } });
      await writeAudit(tx, {
        actor,
        action: "user.create",
        teamId: null,
        targetType: "user",
        targetId: user.id,
        after: { email, name, isOperator },
      });
      return user;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = said`The e-mail address "${email}" already has an account.`;
    throw fieldError("conflict", "email", message);
  }
}
