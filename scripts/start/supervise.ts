import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type EmbeddedDatabase, startEmbeddedPostgres } from "../../lib/infra/embedded.ts";
import { dashboardUrl, type Env, parseEnv, SettingError } from "../../lib/infra/env.ts";
import { migrateDatabase } from "../../lib/infra/migrate.ts";
import { outliveOutput } from "../../lib/infra/outlive-output.ts";
import { DEMO_SCENE } from "../../prisma/demo/scene.ts";
import { buildDashboard } from "./build-dashboard.ts";
import { startChild, stopChildren } from "./children.ts";
import { lockDataDir } from "./lock-data-dir.ts";
import { assertPortsFree, chooseSandboxPort } from "./ports.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { printBox } from "./print-box.ts";
import { readOrCreateSecrets } from "./secrets.ts";
import { waitUntilReady } from "./wait-until-ready.ts";

let database: EmbeddedDatabase | undefined;
let stopping = false;

async function stop(code: number): Promise<never> {
  if (!stopping) {
    stopping = true;
    await stopChildren();
    await database?.stop();
    process.exit(code);
  }
  return new Promise(() => {});
}

outliveOutput();
process.on("SIGTERM", () => stop(0));
process.on("SIGINT", () => stop(0));
process.on("disconnect", () => stop(0));

async function main(): Promise<void> {
  const startedAt = performance.now();
  const given = parseEnv(process.env);
  mkdirSync(given.DATA_DIR, { recursive: true });
  lockDataDir(given.DATA_DIR);
  await assertPortsFree(given);
  const settings = await completeSettings(given);
  const env = parseEnv(settings);
  Object.assign(process.env, settings);

  say("Preparing the database");
  await migrateDatabase(env.DATABASE_URL ?? "");
  const prepared = await prepareDatabase(env);
  await buildDashboard(say);

  if (env.DEMO) {
    const scene = { SANDBOX_SCENE: JSON.stringify(DEMO_SCENE) };
    startChild("sandbox", ["sandbox/main.ts"], { ...settings, ...scene, HOST: "127.0.0.1" });
  }
  startChild("workers", ["workers/main.ts"], settings);
  startChild("web", ["scripts/start/web.ts"], settings);
  const addresses = await waitUntilReady(env);
  printBox({ env, addresses, prepared, seconds: (performance.now() - startedAt) / 1000 });
}

/** Fills in what only this command can know: the embedded database, generated secrets, the sandbox's port. */
async function completeSettings(env: Env): Promise<NodeJS.ProcessEnv> {
  const settings: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production" };
  settings.NEXTAUTH_URL = dashboardUrl(env);
  if (!env.DATABASE_URL) {
    say("Starting the embedded PostgreSQL");
    database = await startEmbeddedPostgres(join(env.DATA_DIR, "database"));
    watchDatabase(env, database);
    Object.assign(settings, readOrCreateSecrets(env), { DATABASE_URL: database.url, DATABASE_EMBEDDED: "1" });
  }
  const demo = env.DEMO ?? !env.DATABASE_URL;
  settings.DEMO = demo ? "1" : "0";
  if (demo) settings.SANDBOX_PORT = String(await chooseSandboxPort(env, process.env.SANDBOX_PORT));
  return settings;
}

/** A database that dies is started again on its port; the processes reconnect by themselves. */
function watchDatabase(env: Env, running: EmbeddedDatabase): void {
  running.crashed.then(async () => {
    if (stopping) return;
    say("The embedded PostgreSQL ended unexpectedly: starting it again");
    try {
      database = await startEmbeddedPostgres(join(env.DATA_DIR, "database"), {
        port: Number(new URL(running.url).port),
      });
      watchDatabase(env, database);
    } catch (err) {
      fail(err);
    }
  });
}

function say(line: string): void {
  console.log(`▸ ${line}`);
}

function fail(err: unknown): void {
  console.error(
    err instanceof SettingError ? err.message : err instanceof Error ? `Could not start: ${err.message}` : err,
  );
  void stop(1);
}

main().catch(fail);
