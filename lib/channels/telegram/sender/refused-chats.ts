import { LRUCache } from "lru-cache";

/** So many chats refused within so long: it is the bot that is too fast, and not what it writes to one of them. */
const CHATS = 5;
const WITHIN_MS = 1_000;

const refused = new LRUCache<string, Map<string, number>>({ max: 5_000 });

/**
 * A 429 does not say whether it is meant for the chat or for the bot. One chat's is the chat's; those of many chats at once
 * are the bot's.
 * @param now of a monotonic clock, in milliseconds
 * @returns whether the whole bot has to wait
 */
export function noteRefusedChat(connectionId: string, chat: string, now: number): boolean {
  const before = refused.get(connectionId) ?? new Map<string, number>();
  const lately = new Map([...before].filter(([, at]) => at > now - WITHIN_MS));
  lately.set(chat, now);
  refused.set(connectionId, lately);
  return lately.size >= CHATS;
}
