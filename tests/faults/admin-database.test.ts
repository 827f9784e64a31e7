import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomToken, sha256Hex } from "#lib/infra/crypto.ts";
import { type EmbeddedDatabase, startEmbeddedPostgres } from "#lib/infra/embedded.ts";

const KEY = randomToken("sb_mgmt_");
let dir: string;
let database: EmbeddedDatabase;
let server: ChildProcess;
let base: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "switchboard-admin-"));
  chmodSync(dir, 0o755);
  database = await startEmbeddedPostgres(dir);
  const env = { ...process.env, DATABASE_URL: database.url, DATABASE_EMBEDDED: "1", REDIS_URL: "" };
  expect(spawnSync(process.execPath, ["scripts/db-migrate.ts"], { env }).status).toBe(0);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `INSERT INTO api_keys (id, lineage_id, name, scope, prefix, hash)
     VALUES (gen_random_uuid(), gen_random_uuid(), 'operator', 'MANAGEMENT', 'x', $1)`,
    [sha256Hex(KEY)],
  );
  await client.end();
  server = spawn(process.execPath, [fileURLToPath(new URL("admin-server.ts", import.meta.url))], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(server.stdout ?? server, "data");
  base = `http://127.0.0.1:${String(port).trim()}/api`;
});
afterAll(async () => {
  server.kill("SIGKILL");
  await database.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function get(path: string) {
  const began = performance.now();
  const response = await fetch(`${base}${path}`, { headers: { authorization: `Bearer ${KEY}` } });
  return { status: response.status, type: response.headers.get("content-type"), ms: performance.now() - began };
}

test("while PostgreSQL is away the admin API says so at once, and works again by itself", async () => {
  expect((await get("/admin/teams")).status).toBe(200);
  expect((await get("/health")).status).toBe(200);
  const port = Number(new URL(database.url).port);
  process.kill(database.pid, "SIGKILL");
  await database.crashed;
  for (let i = 0; i < 5; i += 1) {
    const answer = await get("/admin/teams");
    expect(answer).toMatchObject({ status: 503, type: "application/problem+json" });
    expect(answer.ms).toBeLessThan(6_000);
    expect((await get("/health")).status).toBe(503);
  }
  database = await startEmbeddedPostgres(dir, { port });
  await expect.poll(async () => (await get("/admin/teams")).status, { timeout: 10_000 }).toBe(200);
  expect((await get("/health")).status).toBe(200);
});
