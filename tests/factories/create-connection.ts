import { v7 } from "uuid";
import { encryptSecret } from "#lib/infra/crypto.ts";
import { getDb } from "#lib/infra/db.ts";
import { encryptionKey } from "#lib/infra/env.ts";
import type { Connection, Prisma } from "#lib/infra/prisma/client.ts";
import { uniqueName } from "./unique-name.ts";

/** @param overrides.token the bot token, sealed as the admin API seals it: JSON `{ token }` */
export async function createConnection(
  teamId: string,
  overrides: Partial<Omit<Prisma.ConnectionUncheckedCreateInput, "teamId" | "id">> & { token?: string } = {},
): Promise<Connection> {
  const { token, ...fields } = overrides;
  const id = v7();
  return getDb().connection.create({
    data: {
      kind: "TELEGRAM",
      name: uniqueName("connection"),
      credentialsEncrypted: token
        ? encryptSecret(encryptionKey(), JSON.stringify({ token }), `connection:${id}`)
        : null,
      ...fields,
      id,
      teamId,
    },
  });
}
