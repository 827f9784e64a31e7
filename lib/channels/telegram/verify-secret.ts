import { constantTimeEqual, sha256Hex } from "../../infra/crypto.ts";
import type { LoadedConnection } from "../load-connection.ts";

/** The header in which Telegram repeats the secret that its webhook was set with. */
export const SECRET_HEADER = "x-telegram-bot-api-secret-token";

// Compared against when there is no connection, so that an unknown one costs the same time as a wrong secret.
const NOBODY = sha256Hex("no such connection");

/** Whether the request knows the connection's secret. The same work is done whatever is wrong. */
export function verifySecret(headers: Headers, connection: LoadedConnection | null): boolean {
  const expected = connection?.webhookSecretHash ?? NOBODY;
  const matches = constantTimeEqual(sha256Hex(headers.get(SECRET_HEADER) ?? ""), expected);
  return matches && connection?.webhookSecretHash != null && connection.active;
}
