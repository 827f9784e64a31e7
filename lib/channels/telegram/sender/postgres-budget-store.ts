import type { Pool } from "pg";
import type { BudgetStore, StoredBudget } from "./budget-store.ts";

const NOW = "floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now";

/**
 * Budgets in PostgreSQL. The table is unlogged, so a write waits for no disk; after a crash of the database it is empty,
 * and whoever remembers more than it does writes that.
 */
export function postgresBudgetStore(pool: () => Pool): BudgetStore {
  const load = async (bot: string): Promise<StoredBudget & { now: number }> => {
    const { rows } = await pool().query<{ version: string | null; text: string | null; now: number }>({
      name: "telegram-budget-load",
      text: `SELECT b.version, b.state AS text, ${NOW} FROM (SELECT 1) one LEFT JOIN telegram_budgets b ON b.bot = $1`,
      values: [bot],
    });
    const row = rows[0];
    return { version: row?.version ?? "", text: row?.text ?? "", now: row?.now ?? 0 };
  };
  return {
    load,
    async swap({ bot, from, to }) {
      const { rows } = await pool().query<{ now: number }>({
        name: "telegram-budget-swap",
        text: `INSERT INTO telegram_budgets AS b (bot, version, state) VALUES ($1, $3, $4)
          ON CONFLICT (bot) DO UPDATE SET version = excluded.version, state = excluded.state WHERE b.version = $2
          RETURNING ${NOW}`,
        values: [bot, from, to.version, to.text],
      });
      const row = rows[0];
      if (row) return { now: row.now, instead: null };
      const { now, ...instead } = await load(bot);
      return { now, instead };
    },
  };
}
