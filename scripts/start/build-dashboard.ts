import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildLock, lockBuild } from "./lock-build.ts";

const SOURCES = ["app", "components", "lib", "messages", "public", "proxy.ts", "next.config.ts", "package-lock.json"];
const STAMP = ".next/source-hash";
const LOCK = ".next-build";

/** Builds the dashboard unless the build on disk is of these very sources. Two starts from one folder build once. */
export async function buildDashboard(say: (line: string) => void): Promise<void> {
  const wanted = hashSources();
  if (isBuilt(wanted)) return;
  const lock = await lockBuild({ path: LOCK, words: { holder: "supervise.ts", worker: "next" } });
  // A Ctrl-C ends this process in mid-build, and the next start must not wait for a lock that nobody holds.
  process.once("exit", lock.release);
  try {
    if (isBuilt(wanted)) return;
    say("Building the dashboard (a minute, the first time only)");
    await runBuild(lock);
    writeFileSync(STAMP, wanted);
  } finally {
    process.off("exit", lock.release);
    lock.release();
  }
}

async function runBuild(lock: BuildLock): Promise<void> {
  const output: Buffer[] = [];
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  lock.handTo(child.pid);
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  const end = () => child.kill();
  process.once("exit", end);
  const [code] = await once(child, "close");
  process.off("exit", end);
  if (code !== 0) throw new Error(`the dashboard did not build:\n${Buffer.concat(output).toString()}`);
}

function isBuilt(hash: string): boolean {
  return existsSync(".next/BUILD_ID") && existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash;
}

function hashSources(): string {
  const hash = createHash("sha256");
  for (const source of SOURCES.filter((path) => existsSync(path))) {
    for (const file of filesOf(source)) hash.update(file).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
