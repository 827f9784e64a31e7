import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), COST);
}

let dummy: Promise<string> | undefined;

/**
 * Checks a password, in the same time when there is no hash to check against (an unknown e-mail address).
 * @param passwordHash null when there is none; the answer is then always false
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword("nobody's password");
  const matches = await verify(passwordHash ?? (await dummy), password.normalize("NFKC"));
  return matches && passwordHash !== null;
}
