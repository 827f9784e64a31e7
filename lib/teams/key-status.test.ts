import { expect, test } from "vitest";
import { keyStatus } from "./key-status.ts";

const now = new Date("2026-11-20T12:00:00Z");
const before = new Date(now.getTime() - 1);
const after = new Date(now.getTime() + 1);
const fresh = { revokedAt: null, expiresAt: null, graceUntil: null };

test.each([
  [fresh, "active"],
  [{ ...fresh, expiresAt: after }, "active"],
  [{ ...fresh, expiresAt: now }, "expired"],
  [{ ...fresh, graceUntil: after }, "rotating"],
  [{ ...fresh, graceUntil: now }, "expired"],
  [{ ...fresh, graceUntil: after, expiresAt: before }, "expired"],
  [{ revokedAt: before, expiresAt: before, graceUntil: after }, "revoked"],
] as const)("%j is %s", (key, status) => {
  expect(keyStatus(key, now)).toBe(status);
});
