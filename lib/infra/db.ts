import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { databaseUrl, getEnv } from "./env.ts";
import { log } from "./log.ts";
import { PrismaClient } from "./prisma/client.ts";

let pool: pg.Pool | undefined;
let client: PrismaClient | undefined;

/** The process's one connection pool. Prisma uses it, and so do the ledger's statements, which Prisma cannot express. */
export function getPool(): pg.Pool {
  if (!pool) {
    pool = new pg.Pool({
      connectionString: databaseUrl(),
      max: getEnv().DATABASE_POOL_SIZE,
      // A database that is away must show as an error within seconds, never as a hang.
      connectionTimeoutMillis: 5_000,
      statement_timeout: 30_000,
      query_timeout: 35_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      application_name: "switchboard",
    });
    // Without a listener an idle connection's loss would end the process.
    pool.on("error", (err) => log().warn({ err }, "database connection lost"));
  }
  return pool;
}

export function getDb(): PrismaClient {
  client ??= new PrismaClient({ adapter: new PrismaPg(getPool()), errorFormat: "minimal" });
  return client;
}

/** What runs inside a transaction: pass it down so that one change stays one transaction. */
export type Tx = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/** How many connections a pool has, how many of them nobody uses, and how many callers wait for one. */
export interface PoolFigures {
  total: number;
  idle: number;
  waiting: number;
  max: number;
}

/** The figures of this process's pool; undefined before it is opened. */
export function poolFigures(): PoolFigures | undefined {
  if (!pool) return undefined;
  return { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount, max: pool.options.max ?? 0 };
}

export async function closeDb(): Promise<void> {
  await client?.$disconnect();
  await pool?.end();
  client = undefined;
  pool = undefined;
}

/** True for a unique-constraint violation of Prisma (P2002) or PostgreSQL (23505). */
export function isUniqueViolation(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "P2002" || code === "23505";
}
