/** Telegram's bot FAQ: about 30 messages a second over all chats; five of them are kept as a margin. */
export const BOT_MESSAGES = 25;
/** A second, and a little for what a message takes on its way. */
export const BOT_WINDOW_MS = 1_050;

/** Broadcasts: five a second, and none while fewer than this many of the bot's messages are left. */
export const BULK_INTERVAL_MS = 200;
export const BULK_LEAVES = 5;

/** What may go to one chat: `capacity` at once, and one more each `intervalMs`. */
interface ChatBudget {
  capacity: number;
  intervalMs: number;
}

/** Telegram's bot FAQ: one message per second in one chat, "short bursts" excepted. */
const PRIVATE: ChatBudget = { capacity: 4, intervalMs: 1_000 };
/** Telegram's bot FAQ: 20 messages per minute to one group. 5 at once and 15 more in 60 s are 20 in any minute. */
const GROUP: ChatBudget = { capacity: 5, intervalMs: 4_000 };

/**
 * How much of a chat's capacity has to be there for a message of each priority: what is short goes to a higher priority
 * first, in whatever process it waits.
 */
const NEEDS = [1, 2, 4] as const;

/** Whether a key of a chat, its id or its @name, is a group's or a channel's. */
export function isGroupKey(chat: string): boolean {
  return chat.startsWith("-") || chat.startsWith("@");
}

export function chatBudget(chat: string): ChatBudget {
  return isGroupKey(chat) ? GROUP : PRIVATE;
}

/**
 * How far ahead of its pace a chat may be, in milliseconds, for a message to go.
 * @param options.optional for what may not wait at all and is left out instead: it does not take what a message that must go needs next
 */
export function chatAllowanceMs(chat: string, options: { priority: 0 | 1 | 2; optional: boolean }): number {
  const { capacity, intervalMs } = chatBudget(chat);
  const need = Math.min(capacity, NEEDS[options.priority] + (options.optional ? 1 : 0));
  return (capacity - need) * intervalMs;
}
