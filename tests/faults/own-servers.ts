import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { type EmbeddedDatabase, startEmbeddedPostgres } from "#lib/infra/embedded.ts";
import { startRedis } from "#tests/setup/start-servers.ts";

export interface OwnServers {
  dataDir: string;
  /** Only with `killable`: the PostgreSQL that is this test's alone. */
  killPostgres(): Promise<void>;
  revivePostgres(): Promise<void>;
  /** Only where the queues are on Redis. */
  killRedis(): Promise<void>;
  reviveRedis(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * An empty, migrated database and, on that backend, a Redis of this test file's own, which this process and its children
 * then use: workers with every role would otherwise run the bots of all other tests too.
 * @param options.killable gives it a whole PostgreSQL of its own, which syncs to disk
 */
export async function ownServers(options: { killable?: boolean } = {}): Promise<OwnServers> {
  const dataDir = mkdtempSync(join(tmpdir(), "switchboard-own-"));
  chmodSync(dataDir, 0o755);
  let postgres: EmbeddedDatabase | undefined;
  let database: { url: string; drop(): Promise<void> } | undefined;
  if (options.killable) postgres = await startEmbeddedPostgres(dataDir);
  else database = await newDatabase();
  process.env.DATABASE_URL = postgres?.url ?? database?.url;
  process.env.DATA_DIR = dataDir;
  const { status, stderr } = spawnSync(process.execPath, ["scripts/db-migrate.ts"], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  let redis = inject("redisUrl") ? await startRedis(dataDir) : undefined;
  if (redis) process.env.REDIS_URL = redis.url;

  return {
    dataDir,
    async killPostgres() {
      if (!postgres) throw new Error("this PostgreSQL is not the test's own");
      process.kill(postgres.pid, "SIGKILL");
      await postgres.crashed;
    },
    async revivePostgres() {
      if (!postgres) throw new Error("this PostgreSQL is not the test's own");
      postgres = await startEmbeddedPostgres(dataDir, { port: Number(new URL(postgres.url).port) });
    },
    async killRedis() {
      const ended = new Promise((settle) => redis?.process.once("exit", settle));
      redis?.process.kill("SIGKILL");
      await ended;
    },
    async reviveRedis() {
      redis = await startRedis(dataDir, redis?.port);
    },
    async stop() {
      await redis?.stop();
      await postgres?.stop();
      await database?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function newDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `own_${randomBytes(6).toString("hex")}`;
  const url = new URL(inject("databaseUrl"));
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: inject("databaseUrl") });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
