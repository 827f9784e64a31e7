import { getDb } from "../infra/db.ts";
import type { Connection } from "../infra/prisma/client.ts";
import { credentialsFingerprint, findAccountHolder, PROVEN } from "../teams/find-account-holder.ts";
import type { ConnectionCheck } from "./adapter.ts";
import { describeProblem, type HealthProblem } from "./health-problems.ts";

/**
 * Lets a connection whose credentials were just accepted hold its account, unless another one does: two that receive from
 * one account would take each other's messages. Of two that come at once, one gets it.
 * @param connection as it was when its credentials were tried
 */
export async function takeAccount(
  connection: Connection,
  found: ConnectionCheck & { ok: true },
): Promise<ConnectionCheck> {
  const { id, kind, teamId } = connection;
  const { apiRoot } = (connection.settings ?? {}) as { apiRoot?: string };
  const fingerprint = credentialsFingerprint(connection);
  return getDb().$transaction(async (tx) => {
    // The row before the account, in the order in which a change of the connection takes them.
    await tx.$executeRaw`SELECT 1 FROM connections WHERE id = ${id}::uuid FOR UPDATE`;
    const holder = await findAccountHolder(tx, { kind, externalId: found.externalId, apiRoot, exceptId: id });
    if (holder) {
      await tx.$executeRaw`UPDATE connections SET settings = settings - ${PROVEN}::text WHERE id = ${id}::uuid`;
      // Who else has it is nobody's business.
      const problem: HealthProblem =
        holder.teamId === teamId ? { code: "takenHere", values: { name: holder.name } } : { code: "taken", values: {} };
      return { ok: false, temporary: true, reason: describeProblem(problem) };
    }
    await tx.$executeRaw`UPDATE connections SET external_id = ${found.externalId},
      settings = settings || jsonb_build_object(${PROVEN}::text, ${fingerprint}::text)
      WHERE id = ${id}::uuid AND credentials_encrypted = ${connection.credentialsEncrypted}`;
    return found;
  });
}
