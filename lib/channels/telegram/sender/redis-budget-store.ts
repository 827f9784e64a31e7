import type { Redis } from "ioredis";
import { firstRedisConnection, getRedis } from "../../../infra/redis.ts";
import type { BudgetStore } from "./budget-store.ts";

// The time is returned last, as [seconds, microseconds].
const LOAD = `local held = redis.call('HMGET', KEYS[1], 'v', 's')
local time = redis.call('TIME')
return {held[1] or '', held[2] or '', time[1], time[2]}`;

const SWAP = `local held = redis.call('HMGET', KEYS[1], 'v', 's')
local time = redis.call('TIME')
if (held[1] or '') ~= ARGV[1] then return {0, time[1], time[2], held[1] or '', held[2] or ''} end
redis.call('HSET', KEYS[1], 'v', ARGV[2], 's', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {1, time[1], time[2]}`;

interface Scripts {
  loadBudget(key: string): Promise<[string, string, string, string]>;
  swapBudget(key: string, ...values: (string | number)[]): Promise<[number, string, string, string?, string?]>;
}

/** Budgets in Redis: one hash per bot, which expires by itself. */
export function redisBudgetStore(): BudgetStore {
  const prepared = new WeakSet<Redis>();
  const scripts = async (): Promise<Scripts> => {
    await firstRedisConnection();
    const redis = getRedis();
    if (!prepared.has(redis)) {
      prepared.add(redis);
      redis.defineCommand("loadBudget", { numberOfKeys: 1, lua: LOAD });
      redis.defineCommand("swapBudget", { numberOfKeys: 1, lua: SWAP });
    }
    return redis as unknown as Scripts;
  };
  return {
    async load(bot) {
      const [version, text, seconds, micros] = await (await scripts()).loadBudget(keyOf(bot));
      return { version, text, now: millis(seconds, micros) };
    },
    async swap({ bot, from, to, keepMs }) {
      const [done, seconds, micros, version = "", text = ""] = await (await scripts()).swapBudget(
        ...([keyOf(bot), from, to.version, to.text, Math.ceil(keepMs)] as [string, ...(string | number)[]]),
      );
      return { now: millis(seconds, micros), instead: done === 1 ? null : { version, text } };
    },
  };
}

function keyOf(bot: string): string {
  return `switchboard:telegram-budget:${bot}`;
}

function millis(seconds: string, micros: string): number {
  return Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
}
