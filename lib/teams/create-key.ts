import { v7 } from "uuid";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { randomToken, sha256Hex } from "../infra/crypto.ts";
import { getDb } from "../infra/db.ts";
import { invalidField } from "../infra/errors.ts";
import type { ApiKey } from "../infra/prisma/client.ts";
import type { KeyScope } from "../infra/prisma/enums.ts";
import { said } from "../infra/said.ts";
import { auditedKey } from "./audited-key.ts";
import { lockTeam } from "./lock-team.ts";

const PREFIX = { INFERENCE: "sb_live_", MANAGEMENT: "sb_mgmt_" } as const satisfies Record<KeyScope, string>;
/** Characters of a key that are shown later on: its prefix and four more, which leave 232 bits unknown. */
const SHOWN_CHARACTERS = 12;

/**
 * Makes a key of 256 random bits. Only its hash is stored: `raw` exists in this answer alone.
 * @param options.teamId null for an operator's management key
 * @throws AppError not_found, or invalid_input for an expiry in the past
 */
export async function createKey(options: {
  teamId: string | null;
  name: string;
  scope: KeyScope;
  expiresAt?: Date | null | undefined;
  /** Requests per minute. */
  rateLimit?: number | null | undefined;
  actor: Actor;
  now: Date;
}): Promise<{ key: ApiKey; raw: string }> {
  const { teamId, name, scope, expiresAt = null, rateLimit = null, actor, now } = options;
  if (teamId === null && scope !== "MANAGEMENT")
    throw invalidField("scope", said`A key without a team is for management.`);
  if (expiresAt && expiresAt <= now) throw invalidField("expiresAt", said`The expiry must be in the future.`);
  const { raw, fields } = newKeyFields(scope);
  const id = v7();
  const key = await getDb().$transaction(async (tx) => {
    if (teamId !== null) await lockTeam(tx, teamId);
    const created = await tx.apiKey.create({
      data: { id, lineageId: id, teamId, name, scope, expiresAt, rateLimit, createdById: actor.id, ...fields },
    });
    await writeAudit(tx, {
      actor,
      action: "key.create",
      teamId,
      targetType: "key",
      targetId: id,
      after: auditedKey(created),
    });
    return created;
  });
  return { key, raw };
}

/** A new key's value, and the columns that stand for it. */
export function newKeyFields(scope: KeyScope): { raw: string; fields: { prefix: string; hash: string } } {
  const raw = randomToken(PREFIX[scope]);
  return { raw, fields: { prefix: raw.slice(0, SHOWN_CHARACTERS), hash: sha256Hex(raw) } };
}
