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
  name: "limits",
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
  return limits
    .map(({ id, amount, softPercent, topUps = [] }) =>
      [id, amount, softPercent, ...topUps.flatMap((topUp) => [topUp.start, topUp.end, topUp.amount])].join(":"),
    )
    .join(",");
}

interface RawLimit extends Omit<LimitRule, "amount" | "topUps"> {
  teamId: string;
  amount: string;
  topUps: { start: number; end: number; amount: string }[] | null;
}

/** An entry for each key, as a team without limits is not one that is missing. */
async function selectLimits(keys: string[]): Promise<Map<string, LimitRule[]>> {
  const { rows } = await getPool().query<RawLimit>(SELECT, [keys.map((key) => key.slice(KEY_PREFIX.length))]);
  const found = new Map<string, LimitRule[]>(keys.map((key) => [key, []]));
  for (const { teamId, topUps, ...row } of rows) {
    const rule: LimitRule = { ...row, amount: BigInt(row.amount) };
    if (topUps) rule.topUps = topUps.map((topUp) => ({ ...topUp, amount: BigInt(topUp.amount) }));
    found.get(limitsCacheKey(teamId))?.push(rule);
  }
  return found;
}

// Of each limit the latest windows that were topped up, whatever this machine's clock says: which of them counts is for
// the call's own moment to decide. Three, as a change of the team's time zone in mid-window may leave more than one.
const SELECT = `
SELECT l.team_id AS "teamId", l.id, l.scope, l.subject_id AS "subjectId", l.unit, l."window", l.amount,
       l.soft_percent AS "softPercent", t.top_ups AS "topUps"
  FROM limits l
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('start', (extract(epoch FROM w.window_start) * 1000)::bigint,
                                      'end', (extract(epoch FROM w.window_end) * 1000)::bigint,
                                      'amount', w.amount::text)) AS top_ups
      FROM (SELECT u.window_start, u.window_end, sum(u.amount) AS amount FROM limit_top_ups u WHERE u.limit_id = l.id
             GROUP BY u.window_start, u.window_end ORDER BY u.window_end DESC, u.window_start LIMIT 3) w
  ) t ON true
 WHERE l.team_id = ANY($1::uuid[]) ORDER BY l.id`;
