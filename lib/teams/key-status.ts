export type KeyStatus = "active" | "rotating" | "expired" | "revoked";

/** What a key is good for at a moment: `active` and `rotating` (replaced, in its grace period) work. Pure. */
export function keyStatus(
  key: { revokedAt: Date | null; expiresAt: Date | null; graceUntil: Date | null },
  now: Date,
): KeyStatus {
  if (key.revokedAt && key.revokedAt <= now) return "revoked";
  if (key.expiresAt && key.expiresAt <= now) return "expired";
  if (!key.graceUntil) return "active";
  return key.graceUntil <= now ? "expired" : "rotating";
}
