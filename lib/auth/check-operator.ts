import { getDb } from "../infra/db.ts";
import { verifyPassword } from "./hash-password.ts";

/** Whether an address is an active operator's, and the password is theirs; without a password `passwordWorks` is false. */
export async function checkOperator(options: {
  email: string;
  password: string | undefined;
}): Promise<{ isOperator: boolean; passwordWorks: boolean }> {
  const user = await getDb().user.findUnique({ where: { email: options.email.trim().toLowerCase() } });
  if (!user?.isOperator || !user.active) return { isOperator: false, passwordWorks: false };
  const { password } = options;
  return { isOperator: true, passwordWorks: password ? await verifyPassword(user.passwordHash, password) : false };
}
