import { listenForInvalidations } from "../infra/invalidation.ts";
import { getPool } from "../infra/db.ts";
import { log } from "../infra/log.ts";
import type { LimitRule } from "./applicable-limits.ts";

/** Past this age a read starts a refresh in the background. */
const REFRESH_AFTER_MS = 2_000;
/** Past this age nothing is decided with it. */
const TOO_OLD_AFTER_MS = 4_000;
const MAX_TEAMS = 20_000;

interface Entry {
  limits: LimitRule[];
  loadedAt: number;
}

const entries = new Map<string, Entry>();
const loading = new Map<string, Promise<LimitRule[]>>();
let due: { teamIds: Set<string>; result: Promise<Map<string, LimitRule[]>> } | undefined;
const changeListeners = new Set<(teamId: string) => void>();

/** The team's limits if they are in memory and fresh enough to decide with. Never waits. */
export function peekLimits(teamId: string): LimitRule[] | undefined {
  const entry = entries.get(teamId);
  if (!entry) return undefined;
  const age = performance.now() - entry.loadedAt;
  if (age > REFRESH_AFTER_MS) {
    load(teamId).catch((err) => log().debug({ err }, "limits not refreshed"));
    if (age > TOO_OLD_AFTER_MS) return undefined;
  }
  return entry.limits;
}

/** The team's limits, at most 4 s old. @throws when they are not in memory and the database is away */
export async function loadLimits(teamId: string): Promise<LimitRule[]> {
  return peekLimits(teamId) ?? (await load(teamId));
}

/** Forgets a team's limits in this process alone; `invalidate(["limits:<teamId>"])` does it in every process. */
export function forgetLimits(teamId: string): void {
  // A load that began before this is not kept.
  loading.delete(teamId);
  if (entries.delete(teamId)) for (const listener of changeListeners) listener(teamId);
}

/** @param listener told when a team's limits are no longer what they were */
export function onLimitsChanged(listener: (teamId: string) => void): () => void {
  changeListeners.add(listener);
  return () => changeListeners.delete(listener);
}

const KEY_PREFIX = "limits:";

/** Hears other processes' changes of limits. Call once per process; the ledger does it itself. */
export function startUsageCaches(): Promise<() => Promise<void>> {
  return listenForInvalidations((keys) => {
    for (const key of keys) if (key.startsWith(KEY_PREFIX)) forgetLimits(key.slice(KEY_PREFIX.length));
  });
}

export function limitsCacheKey(teamId: string): string {
  return `${KEY_PREFIX}${teamId}`;
}

function load(teamId: string): Promise<LimitRule[]> {
  const present = loading.get(teamId);
  if (present) return present;
  const begun = performance.now();
  const promise = loadTogether(teamId)
    .then((limits) => {
      if (loading.get(teamId) !== promise) return loadLimits(teamId);
      keep(teamId, { limits, loadedAt: begun });
      return limits;
    })
    .finally(() => {
      if (loading.get(teamId) === promise) loading.delete(teamId);
    });
  loading.set(teamId, promise);
  return promise;
}

function keep(teamId: string, entry: Entry): void {
  const before = entries.get(teamId);
  entries.delete(teamId);
  entries.set(teamId, entry);
  if (entries.size > MAX_TEAMS) entries.delete(entries.keys().next().value as string);
  if (before && fingerprint(before.limits) !== fingerprint(entry.limits)) {
    for (const listener of changeListeners) listener(teamId);
  }
}

function fingerprint(limits: LimitRule[]): string {
  return limits.map((limit) => `${limit.id}:${limit.amount}:${limit.softPercent}`).join(",");
}

// A thousand busy teams refresh in a few statements, not in a thousand.
async function loadTogether(teamId: string): Promise<LimitRule[]> {
  if (!due) {
    const teamIds = new Set<string>();
    const result = new Promise<void>((settle) => setImmediate(settle)).then(() => {
      due = undefined;
      return selectLimits([...teamIds]);
    });
    due = { teamIds, result };
  }
  due.teamIds.add(teamId);
  return (await due.result).get(teamId) ?? [];
}

async function selectLimits(teamIds: string[]): Promise<Map<string, LimitRule[]>> {
  const { rows } = await getPool().query<Omit<LimitRule, "amount"> & { teamId: string; amount: string }>(
    `SELECT team_id AS "teamId", id, scope, subject_id AS "subjectId", unit, "window", amount, soft_percent AS "softPercent"
       FROM limits WHERE team_id = ANY($1::uuid[]) ORDER BY id`,
    [teamIds],
  );
  const byTeam = new Map<string, LimitRule[]>();
  for (const { teamId, ...row } of rows) {
    const list = byTeam.get(teamId) ?? [];
    list.push({ ...row, amount: BigInt(row.amount) });
    byTeam.set(teamId, list);
  }
  return byTeam;
}
