import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

const VERSION = "v1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a key derived from the master secret. The context (such as `connection:<id>`) is authenticated, so a
 * ciphertext copied to another row does not decrypt there.
 * @param masterKey the ENCRYPTION_KEY setting
 * @returns `v1.<base64url of iv, tag, ciphertext>`
 */
export function encryptSecret(masterKey: string, plaintext: string, context: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(masterKey), iv);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
}

/** @throws Error when the key, the context or the ciphertext is not the one it was made with. */
export function decryptSecret(masterKey: string, sealed: string, context: string): string {
  const [version, payload] = sealed.split(".");
  if (version !== VERSION || !payload) throw new Error("unknown ciphertext version");
  const bytes = Buffer.from(payload, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", deriveKey(masterKey), bytes.subarray(0, IV_BYTES));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
}

/** SHA-256 in hex: enough for secrets of 256 random bits, which need no salt and no stretching. */
export function sha256Hex(value: string): string {
  return hash("sha256", value);
}

/** @returns `<prefix><43 base64url characters>`: 256 random bits. */
export function randomToken(prefix = ""): string {
  return `${prefix}${randomBytes(32).toString("base64url")}`;
}

/** Compares in a time that depends on neither content nor length. */
export function constantTimeEqual(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}

const derivedKeys = new Map<string, Buffer>();

function deriveKey(masterKey: string): Buffer {
  let key = derivedKeys.get(masterKey);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", masterKey, "switchboard", "secrets", 32));
    derivedKeys.set(masterKey, key);
  }
  return key;
}
