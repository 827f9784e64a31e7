import { LRUCache } from "lru-cache";
import { invalidate } from "./invalidation.ts";
import { log } from "./log.ts";

/** From this age on, in milliseconds, a value is reloaded in the background. */
const REFRESH_AFTER_MS = 2_000;
/** A value of this age, in milliseconds, decides nothing any more: callers wait for a load. */
const EXPIRES_AFTER_MS = 4_000;
/** "There is no such thing" is believed for this long, in milliseconds. */
const MISSING_FOR_MS = 2_000;
/** Background reloads wait this long, in milliseconds, so that many of them become one query. */
const BATCH_WINDOW_MS = 100;
/** Keys per query. */
const BATCH_SIZE = 500;

export interface FreshCache<V> {
  /** @returns the value, or null when the source has none; loads when nothing fresh is held */
  get(key: string): Promise<V | null>;
  /** @returns the value, null for one known to be missing, undefined when `get` would have to wait */
  peek(key: string): V | null | undefined;
  drop(key: string): void;
  dropWhere(matches: (value: V) => boolean): void;
}

export interface FreshCacheOptions<V> {
  /** What operators see it as; a cache without one is in no figures. */
  name?: string;
  /** Loads several keys at once; a key left out of the answer counts as missing. */
  load: (keys: string[]) => Promise<Map<string, V>>;
  maxItems: number;
  /** What else has to go when the keys of an invalidation are dropped. */
  onDropped?: (keys: string[], cache: FreshCache<V>) => void;
  /** Told when a held value is replaced by another load's, or (without `after`) forgotten. */
  onReplaced?: (key: string, before: V, after?: V) => void;
}

interface Entry<V> {
  value: V;
  /** When its load began, so that age is never understated. */
  loadedAt: number;
  /** Which load it came from: an earlier one that ends later does not replace it. */
  serial: number;
}

/** One cache of this process; hits and misses count since it started. */
export interface CacheFigures {
  items: number;
  maxItems: number;
  hits: number;
  misses: number;
}

const caches = new Set<{ name: string | undefined; figures(): CacheFigures; drop(keys: string[]): void }>();

/**
 * Memory of one process for what the hot path decides by. Values are reloaded in the background after 2 s of use and
 * never decide beyond 4 s of age, so a missed invalidation heals by itself; an invalidation drops them at once, and a
 * load that began before it is thrown away.
 */
export function createFreshCache<V>(options: FreshCacheOptions<V>): FreshCache<V> {
  const values = new LRUCache<string, Entry<NonNullable<V>>>({ max: options.maxItems });
  // Apart from the values, so that guessed keys push out nobody's real one.
  const missing = new LRUCache<string, number>({ max: 10_000 });
  const loading = new Map<string, Promise<V | null>>();
  let gathering: { keys: Set<string>; found: Promise<Map<string, V>> } | undefined;
  let due = new Set<string>();
  let epoch = 0;
  let serials = 0;
  let running = 0;
  const droppedAt = new Map<string, number>();
  let hits = 0;
  let misses = 0;

  const forget = (key: string) => {
    const before = values.peek(key);
    if (values.delete(key) && before) options.onReplaced?.(key, before.value);
  };

  const loadAll = async (keys: string[]): Promise<Map<string, V>> => {
    const began = performance.now();
    const started = epoch;
    serials += 1;
    const serial = serials;
    running += 1;
    const found = await options.load(keys).finally(() => {
      running -= 1;
    });
    for (const key of keys) {
      const before = values.peek(key);
      if (before && before.serial > serial) continue;
      if (started < (droppedAt.get(key) ?? 0) || started < (droppedAt.get("*") ?? 0)) continue;
      const value = found.get(key);
      if (value === undefined || value === null) {
        forget(key);
        missing.set(key, began);
      } else {
        missing.delete(key);
        values.set(key, { value, loadedAt: began, serial });
        if (before) options.onReplaced?.(key, before.value, value);
      }
    }
    // What was dropped matters to loads that began before it, and there are none left.
    if (running === 0) droppedAt.clear();
    return found;
  };

  // A thousand teams that call at once after a start are a few queries, not a thousand.
  const loadTogether = (key: string): Promise<Map<string, V>> => {
    if (!gathering || gathering.keys.size >= BATCH_SIZE) {
      const keys = new Set<string>();
      const found = new Promise<void>((settle) => setImmediate(settle)).then(() => {
        if (gathering?.keys === keys) gathering = undefined;
        return loadAll([...keys]);
      });
      gathering = { keys, found };
    }
    gathering.keys.add(key);
    return gathering.found;
  };

  const loadOne = (key: string): Promise<V | null> => {
    const present = loading.get(key);
    if (present) return present;
    const load = loadTogether(key)
      .then((found) => found.get(key) ?? null)
      .finally(() => {
        if (loading.get(key) === load) loading.delete(key);
      });
    loading.set(key, load);
    return load;
  };

  const refreshLater = (key: string) => {
    due.add(key);
    if (due.size > 1) return;
    setTimeout(async () => {
      const keys = [...due];
      try {
        for (let at = 0; at < keys.length; at += BATCH_SIZE) await loadAll(keys.slice(at, at + BATCH_SIZE));
      } catch (err) {
        // The value still serves until it is too old; then its caller meets the error.
        log().warn({ err }, "background refresh failed");
      } finally {
        due = new Set([...due].filter((key) => !keys.includes(key)));
      }
    }, BATCH_WINDOW_MS).unref();
  };

  const find = (key: string): V | null | undefined => {
    const entry = values.get(key);
    if (!entry) {
      const missingSince = missing.get(key) ?? Number.NEGATIVE_INFINITY;
      return performance.now() - missingSince < MISSING_FOR_MS ? null : undefined;
    }
    const age = performance.now() - entry.loadedAt;
    if (age >= EXPIRES_AFTER_MS) return undefined;
    if (age >= REFRESH_AFTER_MS && !due.has(key)) refreshLater(key);
    return entry.value;
  };

  const cache: FreshCache<V> = {
    peek(key) {
      const held = find(key);
      if (held === undefined) misses += 1;
      else hits += 1;
      return held;
    },
    async get(key) {
      const held = cache.peek(key);
      return held === undefined ? loadOne(key) : held;
    },
    drop(key) {
      epoch += 1;
      droppedAt.set(key, epoch);
      if (droppedAt.size > 10_000) {
        droppedAt.clear();
        droppedAt.set("*", epoch);
      }
      forget(key);
      missing.delete(key);
      loading.delete(key);
    },
    dropWhere(matches) {
      epoch += 1;
      droppedAt.set("*", epoch);
      loading.clear();
      // What was missing may be what just came to be: a key whose team is switched on again.
      missing.clear();
      for (const [key, entry] of values.entries()) if (matches(entry.value)) forget(key);
    },
  };
  caches.add({
    name: options.name,
    figures: () => ({ items: values.size, maxItems: options.maxItems, hits, misses }),
    drop(keys) {
      for (const key of keys) cache.drop(key);
      options.onDropped?.(keys, cache);
    },
  });
  return cache;
}

/** Drops the keys from every cache of this process. */
export function dropLocally(keys: string[]): void {
  for (const cache of caches) cache.drop(keys);
}

/** After a committed write: this process forgets at once, the others as soon as they are told. */
export async function dropEverywhere(keys: string[]): Promise<void> {
  dropLocally(keys);
  await invalidate(keys);
}

/** The named caches of this process, by name. */
export function cacheFigures(): Record<string, CacheFigures> {
  const found: Record<string, CacheFigures> = {};
  for (const { name, figures } of caches) if (name) found[name] = figures();
  return found;
}
