import { randomUUID } from "node:crypto";
import { LRUCache } from "lru-cache";
import { getPool } from "../../../infra/db.ts";
import { hasRedis } from "../../../infra/redis.ts";
import type { LoadedConnection } from "../../load-connection.ts";
import { botIdOf } from "../client.ts";
import { type BotLine, createBotLine } from "./bot-line.ts";
import { postgresBudgetStore } from "./postgres-budget-store.ts";
import { redisBudgetStore } from "./redis-budget-store.ts";
import { type SteadyStore, steadyStore } from "./steady-store.ts";

const SELF = randomUUID().slice(0, 13);

const lines = new LRUCache<string, BotLine>({ max: 5_000 });
let store: SteadyStore | undefined;

/** The line of a connection's bot in this process: one per bot, whatever connection it is called through. */
export function botLine(connection: LoadedConnection): BotLine {
  const bot = `${botIdOf(connection) ?? connection.id}@${connection.settings.apiRoot ?? ""}`;
  let line = lines.get(bot);
  if (!line) {
    store ??= steadyStore(hasRedis() ? redisBudgetStore() : postgresBudgetStore(getPool));
    line = createBotLine({ bot, store, self: SELF });
    lines.set(bot, line);
  }
  return line;
}
