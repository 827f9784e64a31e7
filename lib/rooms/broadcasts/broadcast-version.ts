import { sha256Hex } from "../../infra/crypto.ts";
import type { Broadcast } from "../../infra/prisma/client.ts";

/**
 * Stands for what a broadcast says, to whom and when: it changes with any of them and comes back with them, whatever
 * becomes of its sending.
 * @returns 16 hex digits
 */
export function broadcastVersion(
  broadcast: Pick<Broadcast, "connectionId" | "audience" | "text" | "startsAt">,
): string {
  const { connectionId, audience, text, startsAt } = broadcast;
  return sha256Hex(JSON.stringify([connectionId, audience, text, startsAt])).slice(0, 16);
}
