import { hash } from "@node-rs/argon2";
import { getDb } from "#lib/infra/db.ts";
import type { User } from "#lib/infra/prisma/client.ts";
import { uniqueName } from "./unique-name.ts";

/** @param overrides.password hashed at the lowest cost, so that tests stay fast; left out: the user cannot sign in */
export async function createUser(
  overrides: { email?: string; name?: string; isOperator?: boolean; active?: boolean; password?: string } = {},
): Promise<User> {
  const { password, ...fields } = overrides;
  return getDb().user.create({
    data: {
      email: `${uniqueName("user")}@example.test`,
      ...fields,
      passwordHash: password ? await hash(password, { memoryCost: 1_024, timeCost: 1, parallelism: 1 }) : null,
    },
  });
}
