import type { ApiKey } from "../infra/prisma/client.ts";

/** What the audit log keeps of a key: nothing that helps to use it. */
export function auditedKey(key: ApiKey): Record<string, unknown> {
  const { name, scope, rateLimit, expiresAt, revokedAt, graceUntil, lineageId } = key;
  return { name, scope: scope.toLowerCase(), rateLimit, expiresAt, revokedAt, graceUntil, lineageId };
}
