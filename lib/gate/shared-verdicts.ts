import type { Redis } from "ioredis";
import { log } from "../infra/log.ts";
import { getRedis, hasRedis } from "../infra/redis.ts";
import type { KnownVerdict } from "./verdict-table.ts";

/** What was known last is kept for so long, in milliseconds: for groups that go by it while Telegram does not answer. */
const KEPT_MS = 86_400_000;
/** After a command that failed, Redis is left alone for so long, in milliseconds. */
const PAUSE_MS = 1_000;

// The same rule as in memory (verdict-table.ts), where all processes write.
const PUT = `
local known = redis.call('GET', KEYS[1])
if known then
  local at, update = string.match(known, '^[mn]|(%d+)|%d+|(%d+)$')
  at, update = tonumber(at), tonumber(update)
  local nextAt, nextUpdate = tonumber(ARGV[2]), tonumber(ARGV[4])
  if nextUpdate == 0 then
    if nextAt < at or (update > 0 and nextAt == at) then return 0 end
  elseif nextUpdate < update and nextAt - at <= 86400000 then return 0 end
end
redis.call('SET', KEYS[1], ARGV[1] .. '|' .. ARGV[2] .. '|' .. ARGV[3] .. '|' .. ARGV[4], 'PX', ARGV[5])
return 1`;

let pausedUntil = 0;
let isAway = false;

/**
 * What the processes know together, where there is a Redis; undefined where nothing is known or Redis is away, which is
 * logged once.
 */
export async function readShared(key: string): Promise<KnownVerdict | undefined> {
  const found = await attempt((redis) => redis.get(key));
  const [letter, at, expiresAt, updateId] = found?.split("|") ?? [];
  if (letter === undefined) return undefined;
  const state = letter === "m" ? "member" : "not_member";
  return { state, at: Number(at), expiresAt: Number(expiresAt), updateId: Number(updateId) };
}

/** Tells the other processes what is known, unless they know something newer. Nothing waits for it. */
export function writeShared(key: string, verdict: KnownVerdict): void {
  const { state, at, expiresAt, updateId } = verdict;
  const letter = state === "member" ? "m" : "n";
  void attempt((redis) => redis.eval(PUT, 1, key, letter, at, expiresAt, updateId, KEPT_MS));
}

export function sharedKey(connectionId: string, chatId: number, userId: number): string {
  return `gate:verdict:${connectionId}:${chatId}:${userId}`;
}

async function attempt<T>(command: (redis: Redis) => Promise<T>): Promise<T | undefined> {
  if (!hasRedis() || performance.now() < pausedUntil) return undefined;
  const redis = getRedis();
  if (redis.status !== "ready") {
    // At the start of a process it is not away, only not there yet.
    if (redis.status !== "connecting" && redis.status !== "connect") noteAway();
    return undefined;
  }
  try {
    const value = await command(redis);
    if (isAway) log().info("the gate's shared verdicts are back");
    isAway = false;
    return value;
  } catch (err) {
    pausedUntil = performance.now() + PAUSE_MS;
    noteAway(err);
    return undefined;
  }
}

function noteAway(err?: unknown): void {
  if (!isAway) log().warn({ err }, "redis is away: the gate goes by its own memory and asks Telegram");
  isAway = true;
}
