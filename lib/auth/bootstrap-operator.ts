import { v7 } from "uuid";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { randomToken, sha256Hex } from "../infra/crypto.ts";
import { getDb, isUniqueViolation, type Tx } from "../infra/db.ts";
import { SettingError } from "../infra/env.ts";
import { hashPassword } from "./hash-password.ts";
import { OPERATORS_LOCK } from "./update-user.ts";

const SYSTEM: Actor = { type: "system", id: null, label: "first start" };
/** 18 characters of 6 bits each: 108 random bits, and still possible to type. */
const GENERATED_LENGTH = 18;

/**
 * Makes the first operator, and the operator's management key when one is given. What exists stays as it is, so every
 * start may call it: once there is an operator, another address or password in the settings changes nobody.
 * @param options.password left out: one is generated
 * @param options.apiKey the key's value (ADMIN_API_KEY)
 * @returns the generated password, only by the call that made it
 * @throws SettingError when there is no operator, and the address is taken by a user who is none
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
  if (await hasOperator(getDb())) return undefined;
  const password = givenPassword ?? randomToken().slice(0, GENERATED_LENGTH);
  const passwordHash = await hashPassword(password);
  const made = await getDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${OPERATORS_LOCK}::bigint)`;
    if (await hasOperator(tx)) return false;
    if (await tx.user.findUnique({ where: { email } })) {
      throw new SettingError(
        `Setting ADMIN_EMAIL is wrong: ${email} belongs to a user who is no operator, and there is no operator yet. Set ADMIN_EMAIL to another address.`,
      );
    }
    const user = await tx.user.create({ data: { email, name: "Operator", passwordHash, isOperator: true } });
    await writeAudit(tx, {
      actor: SYSTEM,
      action: "user.create",
      teamId: null,
      targetType: "user",
      targetId: user.id,
      after: { email, isOperator: true },
    });
    return true;
  });
  return made && !givenPassword ? password : undefined;
}

async function hasOperator(db: Tx | ReturnType<typeof getDb>): Promise<boolean> {
  return (await db.user.count({ where: { isOperator: true } })) > 0;
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
