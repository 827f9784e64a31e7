import { LRUCache } from "lru-cache";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { createFreshCache, dropEverywhere } from "../infra/fresh-cache.ts";
import { askTelegram } from "./ask-telegram.ts";

/** For so long, in milliseconds, an answer of Telegram's is believed where no update says otherwise. */
const MAX_AGE_MS = 60_000;

interface Held {
  admins: Promise<Set<number> | null>;
  at: number;
  /** What Telegram said last. */
  last: Set<number> | null;
}

const held = new LRUCache<string, Held>({ max: 20_000 });

const adminsKey = (connectionId: string, chatId: number) => `admins:${connectionId}/${chatId}`;

// It holds nothing: it hears which keys the other processes drop.
createFreshCache<true>({
  maxItems: 1,
  load: async () => new Map(),
  onDropped(keys) {
    for (const key of keys) held.delete(key);
  },
});

/**
 * Who the admins of a group are, anonymous ones and this bot among them; concurrent askers share one call.
 * @param options.orLastKnown while Telegram does not say, those of before, unless somebody was promoted or demoted since
 * @returns their user ids; null when Telegram does not say
 */
export async function groupAdmins(options: {
  connection: LoadedConnection;
  chatId: number;
  orLastKnown?: boolean;
  now: Date;
}): Promise<Set<number> | null> {
  const { connection, chatId, orLastKnown = false, now } = options;
  const key = adminsKey(connection.id, chatId);
  const known = held.get(key);
  const age = known ? now.getTime() - known.at : Number.POSITIVE_INFINITY;
  const isFresh = known && age >= 0 && age < MAX_AGE_MS;
  const entry = isFresh
    ? known
    : { admins: askAdmins(connection, chatId), at: now.getTime(), last: known?.last ?? null };
  if (entry !== known) held.set(key, entry);
  const admins = await entry.admins;
  if (admins) entry.last = admins;
  // Whoever comes next asks again.
  else entry.at = Number.NEGATIVE_INFINITY;
  // Forgotten meanwhile, it is of no use any more.
  return admins ?? (orLastKnown ? (held.get(key)?.last ?? null) : null);
}

/** Makes every process ask again: for when somebody was promoted or demoted. */
export async function forgetAdmins(connectionId: string, chatId: number): Promise<void> {
  await dropEverywhere([adminsKey(connectionId, chatId)]);
}

async function askAdmins(connection: LoadedConnection, chatId: number): Promise<Set<number> | null> {
  const asked = await askTelegram({
    ...{ connection, chatId },
    run: (api, signal) => api.getChatAdministrators(chatId, undefined, signal),
  });
  return asked.ok ? new Set(asked.value.map(({ user }) => user.id)) : null;
}
