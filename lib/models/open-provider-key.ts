import { decryptSecret } from "../infra/crypto.ts";
import { encryptionKey } from "../infra/env.ts";
import { log } from "../infra/log.ts";

/**
 * A provider's key in the clear, for the Authorization header alone; null for none, and for one that was sealed with
 * another ENCRYPTION_KEY, which must not take the other providers down.
 */
export function openProviderKey(provider: { id: string; name: string; apiKeyEncrypted: string | null }): string | null {
  if (provider.apiKeyEncrypted === null) return null;
  try {
    return decryptSecret(encryptionKey(), provider.apiKeyEncrypted, `provider:${provider.id}`);
  } catch (err) {
    log().warn({ err, provider: provider.name }, "a provider's key cannot be decrypted with this ENCRYPTION_KEY");
    return null;
  }
}
