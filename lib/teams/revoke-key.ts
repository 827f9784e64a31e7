import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import type { ApiKey } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";
import { auditedKey } from "./audited-key.ts";
import { keyKey } from "./authenticate-key.ts";

/**
 * Ends a key at once and for good. Revoking a revoked key changes nothing.
 * @param options.teamId whose key it must be: null for the operators' keys
 * @throws AppError not_found
 */
export async function revokeKey(options: {
  keyId: string;
  teamId: string | null;
  actor: Actor;
  now: Date;
}): Promise<ApiKey> {
  const { keyId, teamId, actor, now } = options;
  const key = await getDb().$transaction(async (tx) => {
    const before = await tx.apiKey.findUnique({ where: { id: keyId } });
    if (!before || before.teamId !== teamId) throw notFound(said`The key was not found.`);
    const { count } = await tx.apiKey.updateMany({ where: { id: keyId, revokedAt: null }, data: { revokedAt: now } });
    if (count === 0) return tx.apiKey.findUniqueOrThrow({ where: { id: keyId } });
    const after = { ...before, revokedAt: now };
    await writeAudit(tx, {
      actor,
      action: "key.revoke",
      teamId,
      targetType: "key",
      targetId: keyId,
      before: auditedKey(before),
      after: auditedKey(after),
    });
    return after;
  });
  await dropEverywhere([keyKey(key.hash)]);
  return key;
}
