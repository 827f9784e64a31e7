import { v7 } from "uuid";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { AppError, notFound } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import type { ApiKey } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";
import { auditedKey } from "./audited-key.ts";
import { keyKey } from "./authenticate-key.ts";
import { newKeyFields } from "./create-key.ts";
import { keyStatus } from "./key-status.ts";

/**
 * Replaces a key. Both work until the grace period ends; limits and usage follow the lineage, so nothing starts anew.
 * @param options.teamId whose key it must be: null for the operators' keys
 * @param options.graceSeconds how long the old key goes on working; 0 ends it now
 * @throws AppError not_found, or conflict when the key is revoked, expired or already rotated
 */
export async function rotateKey(options: {
  keyId: string;
  teamId: string | null;
  graceSeconds: number;
  actor: Actor;
  now: Date;
}): Promise<{ key: ApiKey; raw: string }> {
  const { keyId, teamId, graceSeconds, actor, now } = options;
  const { key, raw, oldHash } = await getDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM api_keys WHERE id = ${keyId}::uuid FOR UPDATE`;
    const old = await tx.apiKey.findUnique({ where: { id: keyId } });
    if (!old || old.teamId !== teamId) throw notFound(said`The key was not found.`);
    const status = keyStatus(old, now);
    if (old.graceUntil) throw new AppError("conflict", said`The key has been rotated already: rotate its successor.`);
    if (status !== "active") throw new AppError("conflict", said`The key is ${status}: create a new one instead.`);

    const { raw, fields } = newKeyFields(old.scope);
    const { name, scope, lineageId, expiresAt, rateLimit } = old;
    const id = v7();
    const successor = await tx.apiKey.create({
      data: { id, teamId, lineageId, name, scope, expiresAt, rateLimit, createdById: actor.id, ...fields },
    });
    const graceUntil = new Date(now.getTime() + graceSeconds * 1_000);
    await tx.apiKey.update({ where: { id: keyId }, data: { graceUntil } });
    await writeAudit(tx, {
      actor,
      action: "key.rotate",
      teamId,
      targetType: "key",
      targetId: keyId,
      before: { ...auditedKey(old), successorId: null },
      after: { ...auditedKey({ ...old, graceUntil }), successorId: id },
    });
    return { key: successor, raw, oldHash: old.hash };
  });
  await dropEverywhere([keyKey(oldHash)]);
  return { key, raw };
}
