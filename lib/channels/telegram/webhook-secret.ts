import { decryptSecret, encryptSecret, randomToken, sha256Hex } from "../../infra/crypto.ts";
import { getDb } from "../../infra/db.ts";
import { encryptionKey } from "../../infra/env.ts";
import { forgetConnection } from "../load-connection.ts";

/**
 * The secret that Telegram repeats with each webhook call: the stored one, else a new one. Only its hash is needed to
 * check a call; it is kept encrypted so that setting the webhook again does not change it under calls on their way.
 */
export async function webhookSecret(connectionId: string): Promise<string> {
  const context = `connection-webhook:${connectionId}`;
  const stored = await getDb().connection.findUniqueOrThrow({
    where: { id: connectionId, archivedAt: null },
    select: { webhookSecretHash: true, webhookSecretEncrypted: true },
  });
  const known = open(stored.webhookSecretEncrypted, context);
  if (known !== null && sha256Hex(known) === stored.webhookSecretHash) return known;
  const secret = randomToken();
  await getDb().connection.update({
    where: { id: connectionId, archivedAt: null },
    data: {
      webhookSecretHash: sha256Hex(secret),
      webhookSecretEncrypted: encryptSecret(encryptionKey(), secret, context),
    },
  });
  forgetConnection(connectionId);
  return secret;
}

function open(sealed: string | null, context: string): string | null {
  if (sealed === null) return null;
  try {
    return decryptSecret(encryptionKey(), sealed, context);
  } catch {
    // Sealed with another key: a new secret takes its place.
    return null;
  }
}
