import { LRUCache } from "lru-cache";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { createFreshCache, dropEverywhere } from "../infra/fresh-cache.ts";
import { askTelegram } from "./ask-telegram.ts";

/** For so long, in milliseconds, an answer of Telegram's is believed where no update says otherwise. */
const MAX_AGE_MS = 60_000;

const held = new LRUCache<string, { admins: Promise<Set<number> | null>; at: number }>({ max: 20_000 });

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
 * @returns their user ids; null when Telegram does not say
 */
export async function groupAdmins(options: {
  connection: LoadedConnection;
  chatId: number;
  now: Date;
}): Promise<Set<number> | null> {
  const { connection, chatId, now } = options;
  const key = adminsKey(connection.id, chatId);
  const known = held.get(key);
  const age = known ? now.getTime() - known.at : Number.POSITIVE_INFINITY;
  if (known && age >= 0 && age < MAX_AGE_MS) return known.admins;
  const entry = { admins: askAdmins(connection, chatId), at: now.getTime() };
  held.set(key, entry);
  const admins = await entry.admins;
  if (!admins && held.get(key) === entry) held.delete(key);
  return admins;
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
