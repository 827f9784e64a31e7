import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startEmbeddedPostgres } from "../../lib/infra/embedded.ts";

export interface TestServers {
  databaseUrl: string;
  redisUrl: string;
  dataDir: string;
  stop(): Promise<void>;
}

export function redisIsInstalled(): boolean {
  return spawnSync("redis-server", ["--version"]).status === 0;
}

/** A real, migrated PostgreSQL and, on request, a real Redis (with AOF, as production needs), in a folder of their own. */
export async function startServers(options: { redis: boolean }): Promise<TestServers> {
  const dataDir = mkdtempSync(join(tmpdir(), "switchboard-test-"));
  chmodSync(dataDir, 0o755);
  const database = await startEmbeddedPostgres(dataDir, { flags: ["-c", "fsync=off"] });
  migrate(database.url);
  const redis = options.redis ? await startRedis(dataDir) : undefined;
  return {
    databaseUrl: database.url,
    redisUrl: redis?.url ?? "",
    dataDir,
    async stop() {
      await redis?.stop();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** @param port the port of an earlier server, to come back as the same one */
export async function startRedis(
  dir: string,
  port?: number,
): Promise<{ url: string; port: number; process: ChildProcess; stop(): Promise<void> }> {
  const at = port ?? (await freePort());
  const args = ["--port", `${at}`, "--bind", "127.0.0.1", "--dir", dir, "--appendonly", "yes", "--save", ""];
  const child = spawn("redis-server", [...args, "--maxmemory-policy", "noeviction"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((settle, fail) => {
    child.once("exit", (code) => fail(new Error(`redis-server ended with ${code}`)));
    child.stdout?.on("data", (chunk: Buffer) => chunk.includes("Ready to accept connections") && settle());
  });
  return {
    url: `redis://127.0.0.1:${at}`,
    port: at,
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

// In a process of its own, as in production: the schema engine may be loaded once per process only.
function migrate(databaseUrl: string): void {
  const env = { ...process.env, DATABASE_URL: databaseUrl, DATABASE_EMBEDDED: "1" };
  const { status, stderr } = spawnSync(process.execPath, ["scripts/db-migrate.ts"], { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`The test database was not migrated:\n${stderr}`);
}
