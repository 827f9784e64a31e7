import { sha256Hex } from "../infra/crypto.ts";
import type { Tx } from "../infra/db.ts";
import type { Connection } from "../infra/prisma/client.ts";

type Credentials = Pick<Connection, "credentialsEncrypted" | "settings">;

/** Where a connection's settings keep the fingerprint of the credentials with which it proved that its account is its own. */
export const PROVEN = "provenCredentials";

/** Changes with the token and with the server that it is for. */
export function credentialsFingerprint({ credentialsEncrypted, settings }: Credentials): string {
  const { apiRoot } = settings as { apiRoot?: unknown };
  return sha256Hex(`${credentialsEncrypted}/${String(apiRoot ?? "")}`);
}

/**
 * The active connection that holds a platform's account: whose present credentials the platform has accepted. The account's
 * number alone is no secret, so that whoever merely names it holds nothing. Until the transaction ends nobody else can
 * come to hold the account.
 * @param options.apiRoot the same number at another server is another account
 */
export async function findAccountHolder(
  tx: Tx,
  options: { kind: Connection["kind"]; externalId: string; apiRoot: string | undefined; exceptId: string },
): Promise<Connection | undefined> {
  const { kind, externalId, apiRoot, exceptId } = options;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind}:${externalId}`}, 0))`;
  const others = await tx.connection.findMany({
    where: { kind, externalId, active: true, team: { active: true }, id: { not: exceptId } },
    orderBy: { id: "asc" },
  });
  return others.find((other) => {
    const settings = (other.settings ?? {}) as { apiRoot?: string; [PROVEN]?: string };
    return settings.apiRoot === apiRoot && settings[PROVEN] === credentialsFingerprint(other);
  });
}
