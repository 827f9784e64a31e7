import type { ApiKey } from "../../infra/prisma/client.ts";
import { keyStatus } from "../../teams/key-status.ts";
import type { KeyJson } from "../resources/keys.ts";

/** A key without its hash. */
export function presentKey(key: ApiKey, now: Date): KeyJson {
  const { id, teamId, lineageId, name, prefix, rateLimit } = key;
  return {
    id,
    teamId,
    lineageId,
    name,
    scope: key.scope === "INFERENCE" ? "inference" : "management",
    prefix,
    rateLimit,
    status: keyStatus(key, now),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    graceUntil: key.graceUntil?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    createdAt: key.createdAt.toISOString(),
  };
}
