import { randomBytes } from "node:crypto";
import { decryptSecret, encryptSecret } from "../infra/crypto.ts";
import { encryptionKey } from "../infra/env.ts";
import { log } from "../infra/log.ts";

/** A new secret as standardwebhooks.com has it, and how it is stored: sealed for this destination's row alone. */
export function newSecret(destinationId: string): { secret: string; sealed: string } {
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  return { secret, sealed: encryptSecret(encryptionKey(), secret, contextOf(destinationId)) };
}

/** @returns null when there is none, or it was sealed with another key */
export function openSecret(destination: { id: string; secretEncrypted: string | null }): string | null {
  if (!destination.secretEncrypted) return null;
  try {
    return decryptSecret(encryptionKey(), destination.secretEncrypted, contextOf(destination.id));
  } catch (err) {
    log().warn({ err, destinationId: destination.id }, "a webhook's secret cannot be opened with this ENCRYPTION_KEY");
    return null;
  }
}

function contextOf(destinationId: string): string {
  return `alert-destination:${destinationId}`;
}
