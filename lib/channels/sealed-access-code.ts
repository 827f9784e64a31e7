import { randomBytes } from "node:crypto";
import { decryptSecret, encryptSecret } from "../infra/crypto.ts";
import { encryptionKey } from "../infra/env.ts";
import { log } from "../infra/log.ts";

/** 128 random bits, in the characters that Telegram's start links may have. */
export function newAccessCode(): string {
  return randomBytes(16).toString("base64url");
}

/** An access code as it is stored: sealed for this connection's row alone. */
export function sealAccessCode(connectionId: string, code: string): string {
  return encryptSecret(encryptionKey(), code, `access-code:${connectionId}`);
}

/** The code of a connection's row; undefined when it has none, or one that was sealed with another key. */
export function openAccessCode(row: { id: string; settings: unknown }): string | undefined {
  const { accessCodeSealed } = (row.settings ?? {}) as { accessCodeSealed?: unknown };
  if (typeof accessCodeSealed !== "string") return undefined;
  try {
    return decryptSecret(encryptionKey(), accessCodeSealed, `access-code:${row.id}`);
  } catch (err) {
    log().warn({ err, connectionId: row.id }, "a connection's access code cannot be opened with this ENCRYPTION_KEY");
    return undefined;
  }
}
