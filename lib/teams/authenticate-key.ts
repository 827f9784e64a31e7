import { sha256Hex } from "../infra/crypto.ts";
import { getDb } from "../infra/db.ts";
import { createFreshCache } from "../infra/fresh-cache.ts";
import { log } from "../infra/log.ts";
import type { KeyScope } from "../infra/prisma/enums.ts";

export interface KeyIdentity {
  keyId: string;
  /** The first key of its chain of rotations: what limits and usage follow. */
  lineageId: string;
  /** Null for an operator's management key. */
  teamId: string | null;
  scope: KeyScope;
  name: string;
  /** Requests per minute, or null when the key has no limit of its own. */
  rateLimit: number | null;
}

/** The cache key that a change of the key invalidates. */
export function keyKey(hash: string): string {
  return `key:${hash}`;
}

interface KnownKey {
  identity: KeyIdentity;
  /** Milliseconds since the epoch; from this moment on the key is dead. Infinity: never. */
  deadFrom: number;
}

/** Keys are used far more often than anyone looks at when they last were: written at most once in this time. */
const LAST_USED_EVERY_MS = 60_000;
/** How long a use waits to be written together with others. */
const LAST_USED_BATCH_MS = 1_000;
/** Longer than any key: nobody makes us hash megabytes. */
const MAX_KEY_LENGTH = 256;

const keys = createFreshCache<KnownKey>({
  name: "keys",
  maxItems: 50_000,
  async load(cacheKeys) {
    const rows = await getDb().apiKey.findMany({
      where: { hash: { in: cacheKeys.map((key) => key.slice("key:".length)) } },
      include: { team: { select: { active: true } } },
    });
    return new Map(
      rows
        .filter((row) => row.team === null || row.team.active)
        .map((row) => [
          keyKey(row.hash),
          {
            identity: {
              keyId: row.id,
              lineageId: row.lineageId,
              teamId: row.teamId,
              scope: row.scope,
              name: row.name,
              rateLimit: row.rateLimit,
            },
            deadFrom: Math.min(
              ...[row.expiresAt, row.revokedAt, row.graceUntil].map((moment) => moment?.getTime() ?? Infinity),
            ),
          },
        ]),
    );
  },
  onDropped(dropped, cache) {
    const teamIds = new Set(dropped.filter((key) => key.startsWith("team:")).map((key) => key.slice("team:".length)));
    // A team that was switched off takes its keys along, and one that was switched on gives them back.
    if (teamIds.size > 0) cache.dropWhere(({ identity }) => identity.teamId !== null && teamIds.has(identity.teamId));
  },
});

/**
 * Who a presented key belongs to, or null when it is unknown, revoked, expired, past its grace period, or its team is
 * switched off. Never based on knowledge older than 4 s.
 */
export async function authenticateKey(options: { rawKey: string; now: Date }): Promise<KeyIdentity | null> {
  if (!mayBeKey(options.rawKey)) return null;
  const known = await keys.get(keyKey(sha256Hex(options.rawKey)));
  return alive(known, options.now) ?? null;
}

/** The same without waiting: undefined when `authenticateKey` has to be asked. */
export function peekKey(rawKey: string, now: Date): KeyIdentity | undefined {
  if (!mayBeKey(rawKey)) return undefined;
  return alive(keys.peek(keyKey(sha256Hex(rawKey))), now);
}

function mayBeKey(rawKey: string): boolean {
  return rawKey.length >= 32 && rawKey.length <= MAX_KEY_LENGTH;
}

function alive(known: KnownKey | null | undefined, now: Date): KeyIdentity | undefined {
  if (!known || now.getTime() >= known.deadFrom) return undefined;
  noteUse(known.identity.keyId, now);
  return known.identity;
}

const lastNoted = new Map<string, number>();
let used = new Map<string, Date>();

function noteUse(keyId: string, now: Date): void {
  const before = lastNoted.get(keyId);
  if (before !== undefined && Math.abs(now.getTime() - before) < LAST_USED_EVERY_MS) return;
  if (lastNoted.size > 50_000) lastNoted.clear();
  lastNoted.set(keyId, now.getTime());
  used.set(keyId, now);
  if (used.size === 1) setTimeout(writeLastUsed, LAST_USED_BATCH_MS).unref();
}

async function writeLastUsed(): Promise<void> {
  const batch = used;
  used = new Map();
  try {
    const ids = [...batch.keys()];
    const latest = new Date(Math.max(...[...batch.values()].map((moment) => moment.getTime())));
    await getDb().apiKey.updateMany({ where: { id: { in: ids } }, data: { lastUsedAt: latest } });
  } catch (err) {
    log().warn({ err }, "time of last use of keys not written");
  }
}
