import { v7 } from "uuid";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { randomToken, sha256Hex } from "../infra/crypto.ts";
import { getDb, isUniqueViolation } from "../infra/db.ts";
import { hashPassword } from "./hash-password.ts";

const SYSTEM: Actor = { type: "system", id: null, label: "first start" };
/** 18 characters of 6 bits each: 108 random bits, and still possible to type. */
const GENERATED_LENGTH = 18;

/**
 * Makes sure there is an operator, and the operator's management key when one is given. What exists stays as it is, so
 * every start may call it.
 * @param options.password left out: one is generated
 * @param options.apiKey the key's value (ADMIN_API_KEY)
 * @returns the generated password, only by the call that made it
 */
export async function bootstrapOperator(options: {
  email: string;
  password?: string | undefined;
  apiKey?: string | undefined;
}): Promise<{ generatedPassword?: string }> {
  const generatedPassword = await ensureUser(options.email.trim().toLowerCase(), options.password);
  if (options.apiKey) await ensureKey(options.apiKey);
  return generatedPassword ? { generatedPassword } : {};
}

async function ensureUser(email: string, givenPassword: string | undefined): Promise<string | undefined> {
  if (await getDb().user.findUnique({ where: { email } })) return undefined;
  const password = givenPassword ?? randomToken().slice(0, GENERATED_LENGTH);
  const passwordHash = await hashPassword(password);
  const made = await once(async () =>
    getDb().$transaction(async (tx) => {
      const user = await tx.user.create({ data: { email, name: "Operator", passwordHash, isOperator: true } });
      await writeAudit(tx, {
        actor: SYSTEM,
        action: "user.create",
        teamId: null,
        targetType: "user",
        targetId: user.id,
        after: { email, isOperator: true },
      });
    }),
  );
  return made && !givenPassword ? password : undefined;
}

async function ensureKey(rawKey: string): Promise<void> {
  const hash = sha256Hex(rawKey);
  if (await getDb().apiKey.findUnique({ where: { hash } })) return;
  const id = v7();
  await once(async () =>
    getDb().$transaction(async (tx) => {
      const fields = { name: "ADMIN_API_KEY", scope: "MANAGEMENT" as const };
      // A value of the operator's own choice gives away nothing of itself.
      await tx.apiKey.create({ data: { id, lineageId: id, teamId: null, ...fields, prefix: "ADMIN_API_KEY", hash } });
      await writeAudit(tx, {
        actor: SYSTEM,
        action: "key.create",
        teamId: null,
        targetType: "key",
        targetId: id,
        after: { name: fields.name, scope: "management" },
      });
    }),
  );
}

/** @returns false when another process was faster */
async function once(create: () => Promise<void>): Promise<boolean> {
  try {
    await create();
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
