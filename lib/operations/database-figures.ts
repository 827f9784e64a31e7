import { getPool } from "../infra/db.ts";
import { hideValues } from "./hide-values.ts";

export interface DatabaseFigures {
  version: string;
  /** Of the whole database, in bytes. */
  bytes: number;
  connections: { active: number; idle: number; inTransaction: number; max: number };
  /** Share of block reads answered from memory since the statistics began; null before the first read. */
  cacheHitRatio: number | null;
  /** Largest first, indexes and TOAST included; rows as PostgreSQL estimates them. */
  tables: { name: string; bytes: number; rows: number }[];
  /** What runs for the longest time now, its values left out; at most five. */
  slowest: { runsForMs: number; state: string; application: string; waitsFor: string | null; statement: string }[];
  replicas: { name: string; state: string; lagMs: number | null }[];
  lastMigration: { name: string; appliedAt: Date } | null;
}

const MOST_TABLES = 8;

/** How PostgreSQL does: size, connections, the slowest statements, replicas, migrations. */
export async function databaseFigures(): Promise<DatabaseFigures> {
  // Before the others, which it would see.
  const slowest = await many<DatabaseFigures["slowest"][number]>(SLOWEST);
  const [server, tables, replicas, migration] = await Promise.all([
    one<ServerRow>(SERVER),
    many<DatabaseFigures["tables"][number]>(TABLES),
    many<DatabaseFigures["replicas"][number]>(REPLICAS),
    one<{ name: string; appliedAt: Date }>(LAST_MIGRATION),
  ]);
  return {
    version: server?.version ?? "",
    bytes: server?.bytes ?? 0,
    connections: {
      active: server?.active ?? 0,
      idle: server?.idle ?? 0,
      inTransaction: server?.in_transaction ?? 0,
      max: server?.max ?? 0,
    },
    cacheHitRatio: server?.cache_hit_ratio ?? null,
    tables,
    slowest: slowest.map((row) => ({ ...row, statement: hideValues(row.statement) })),
    replicas,
    lastMigration: migration ?? null,
  };
}

interface ServerRow {
  version: string;
  bytes: number;
  active: number;
  idle: number;
  in_transaction: number;
  max: number;
  cache_hit_ratio: number | null;
}

async function many<Row extends object>(text: string): Promise<Row[]> {
  const { rows } = await getPool().query<Row>(text);
  return rows;
}

async function one<Row extends object>(text: string): Promise<Row | undefined> {
  return (await many<Row>(text))[0];
}

const SERVER = `
SELECT current_setting('server_version') AS version,
  pg_database_size(current_database())::float8 AS bytes,
  count(*) FILTER (WHERE state = 'active')::int AS active,
  count(*) FILTER (WHERE state = 'idle')::int AS idle,
  count(*) FILTER (WHERE state LIKE 'idle in transaction%')::int AS in_transaction,
  current_setting('max_connections')::int AS max,
  (SELECT blks_hit::float8 / nullif(blks_hit + blks_read, 0) FROM pg_stat_database
    WHERE datname = current_database()) AS cache_hit_ratio
FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'`;

// What a table spans is asked of the catalog, not counted: it must not read ten million rows.
const TABLES = `
SELECT CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS name,
  pg_total_relation_size(c.oid)::float8 AS bytes, greatest(c.reltuples, 0)::float8 AS rows
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'bullmq')
ORDER BY pg_total_relation_size(c.oid) DESC LIMIT ${MOST_TABLES}`;

const SLOWEST = `
SELECT (extract(epoch FROM clock_timestamp() - coalesce(query_start, xact_start)) * 1000)::float8 AS "runsForMs",
  state, application_name AS application, wait_event AS "waitsFor", left(query, 500) AS statement
FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
  AND (state = 'active' OR state LIKE 'idle in transaction%')
ORDER BY 1 DESC LIMIT 5`;

const REPLICAS = `
SELECT application_name AS name, state, (extract(epoch FROM replay_lag) * 1000)::float8 AS "lagMs"
FROM pg_stat_replication ORDER BY 1`;

const LAST_MIGRATION = `
SELECT migration_name AS name, finished_at AS "appliedAt" FROM _prisma_migrations
WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY finished_at DESC, migration_name DESC LIMIT 1`;
