import { createHash } from "node:crypto";

/**
 * Ids that are the same after a restart, and counters that never go back.
 *
 * People, bots and chats get ids that are a function of their name, so a demo that wrote them down still holds when the
 * sandbox has been restarted with an empty memory. Users' ids are above 2^31, as new accounts' are on Telegram.
 */
export function userIdOf(name: string): number {
  return 5_000_000_000 + (hash(name) % 3_000_000_000);
}

export function chatIdOf(type: "group" | "supergroup" | "channel", name: string): number {
  if (type === "group") return -(4_000_000_000 + (hash(name) % 900_000_000));
  return -(1_001_000_000_000 + (hash(name) % 2_000_000_000));
}

/**
 * Where a counter of message or update ids starts: tenths of a second since 2026, so a counter that starts after a
 * restart is past the one before it unless that one gave out more than ten ids a second on average. Stays below 2^31,
 * as Telegram's do, until 2032.
 */
export function counterBase(now: number): number {
  return Math.max(1, Math.floor((now - Date.UTC(2026, 0, 1)) / 100));
}

function hash(name: string): number {
  return createHash("sha256").update(name.toLowerCase()).digest().readUIntBE(0, 6);
}
