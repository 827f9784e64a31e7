import { getPool } from "../infra/db.ts";
import { createFreshCache } from "../infra/fresh-cache.ts";
import { listenForInvalidations } from "../infra/invalidation.ts";
import type { LimitRule } from "./applicable-limits.ts";

const KEY_PREFIX = "limits:";

/** The cache key that a change of the team's limits invalidates. */
export function limitsCacheKey(teamId: string): string {
  return `${KEY_PREFIX}${teamId}`;
}

const changeListeners = new Set<(teamId: string) => void>();

const cache = createFreshCache<LimitRule[]>({
  maxItems: 20_000,
  load: selectLimits,
  onReplaced(key, before, after) {
    if (after && fingerprint(before) === fingerprint(after)) return;
    for (const listener of changeListeners) listener(key.slice(KEY_PREFIX.length));
  },
});

/** The team's limits if they are in memory and fresh enough to decide with. Never waits. */
export function peekLimits(teamId: string): LimitRule[] | undefined {
  return cache.peek(limitsCacheKey(teamId)) ?? undefined;
}

/** The team's limits, at most 4 s old. @throws when they are not in memory and the database is away */
export async function loadLimits(teamId: string): Promise<LimitRule[]> {
  return (await cache.get(limitsCacheKey(teamId))) ?? [];
}

/** @param listener told when a team's limits are no longer what they were */
export function onLimitsChanged(listener: (teamId: string) => void): () => void {
  changeListeners.add(listener);
  return () => changeListeners.delete(listener);
}

/** Hears other processes' changes of limits. Call once per process; the ledger does it itself. */
export function startUsageCaches(): Promise<() => Promise<void>> {
  return listenForInvalidations((keys) => {
    for (const key of keys) if (key.startsWith(KEY_PREFIX)) cache.drop(key);
  });
}

function fingerprint(limits: LimitRule[]): string {
  return limits.map((limit) => `${limit.id}:${limit.amount}:${limit.softPercent}`).join(",");
}

/** An entry for each key, as a team without limits is not one that is missing. */
async function selectLimits(keys: string[]): Promise<Map<string, LimitRule[]>> {
  const { rows } = await getPool().query<Omit<LimitRule, "amount"> & { teamId: string; amount: string }>(
    `SELECT team_id AS "teamId", id, scope, subject_id AS "subjectId", unit, "window", amount, soft_percent AS "softPercent"
       FROM limits WHERE team_id = ANY($1::uuid[]) ORDER BY id`,
    [keys.map((key) => key.slice(KEY_PREFIX.length))],
  );
  const found = new Map<string, LimitRule[]>(keys.map((key) => [key, []]));
  for (const { teamId, ...row } of rows) {
    found.get(limitsCacheKey(teamId))?.push({ ...row, amount: BigInt(row.amount) });
  }
  return found;
}
