/**
 * Time from the command to "ready" on a warm checkout (dashboard built), and the idle memory of its processes. The bare
 * limit in the same run is what no installation can do without: PostgreSQL and an empty Node process, started alone.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startEmbeddedPostgres } from "../lib/infra/embedded.ts";

const RUNS = 3;
const SETTLE_MS = 10_000;
const GIVE_UP_MS = 120_000;

const figures: Record<string, number[]> = { "first start": [], "second start": [], "bare parts": [] };
const memory: Record<string, number[]> = {};

for (let run = 0; run < RUNS; run += 1) {
  const dataDir = mkdtempSync(join(tmpdir(), "switchboard-bench-"));
  chmodSync(dataDir, 0o755);
  figures["first start"]?.push(await timeStart(dataDir));
  figures["second start"]?.push(await timeStart(dataDir, measureMemory));
  figures["bare parts"]?.push(await timeBareParts());
  rmSync(dataDir, { recursive: true, force: true });
}

const bare = median(figures["bare parts"] ?? []);
console.log(`seconds to ready, ${RUNS} runs: min / median / max, and the median against the bare parts`);
for (const [name, values] of Object.entries(figures))
  console.log(`  ${name.padEnd(14)} ${spread(values)}   ${(median(values) / bare).toFixed(1)}x`);
console.log(`idle memory ${SETTLE_MS / 1000} s after ready, MiB (proportional set size): min / median / max`);
for (const [name, values] of Object.entries(memory)) console.log(`  ${name.padEnd(14)} ${spread(values)}`);

async function timeStart(dataDir: string, whenReady?: (child: ChildProcess) => Promise<void>): Promise<number> {
  const [port, gateway, sandbox] = [await freePort(), await freePort(), await freePort()];
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: `${port}`,
    GATEWAY_PORT: `${gateway}`,
    SANDBOX_PORT: `${sandbox}`,
    LOG_LEVEL: "warn",
  };
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["scripts/start.ts"], { env, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  await new Promise<void>((settle, fail) => {
    const timer = setTimeout(() => fail(new Error(`not ready:\n${output}`)), GIVE_UP_MS);
    child.once("exit", () => fail(new Error(`ended:\n${output}`)));
    child.stdout?.on("data", (chunk) => {
      output += chunk;
      if (!output.includes("Switchboard is ready")) return;
      clearTimeout(timer);
      settle();
    });
  });
  const seconds = (performance.now() - startedAt) / 1000;
  child.removeAllListeners("exit");
  await whenReady?.(child);
  child.kill("SIGTERM");
  await once(child, "exit");
  return seconds;
}

async function timeBareParts(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), "switchboard-bare-"));
  chmodSync(dataDir, 0o755);
  // The cluster exists, as on a second start.
  await (await startEmbeddedPostgres(dataDir)).stop();
  const startedAt = performance.now();
  const [database] = await Promise.all([
    startEmbeddedPostgres(dataDir),
    once(spawn(process.execPath, ["--eval", "0"], { stdio: "ignore" }), "exit"),
  ]);
  const seconds = (performance.now() - startedAt) / 1000;
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return seconds;
}

async function measureMemory(child: ChildProcess): Promise<void> {
  await new Promise((settle) => setTimeout(settle, SETTLE_MS));
  const totals: Record<string, number> = {};
  for (const pid of descendants(child.pid ?? 0)) {
    const found = memoryOf(pid);
    if (!found) continue;
    const { name, pss } = found;
    totals[name] = (totals[name] ?? 0) + pss;
    totals.all = (totals.all ?? 0) + pss;
  }
  for (const [name, value] of Object.entries(totals)) {
    memory[name] ??= [];
    memory[name].push(value);
  }
}

/** In MiB; undefined for a process that has ended meanwhile, as PostgreSQL's workers do. */
function memoryOf(pid: number): { name: string; pss: number } | undefined {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return { name: nameOf(pid), pss: Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024 };
  } catch {
    return undefined;
  }
}

function descendants(root: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

function nameOf(pid: number): string {
  const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  if (line.includes("workers/main.ts")) return "workers";
  if (line.includes("start/web.ts") || line.includes("next-")) return "web";
  if (line.includes("sandbox/main.ts")) return "sandbox";
  return line.includes("postgres") ? "postgres" : "start command";
}

function spread(values: number[]): string {
  return [Math.min(...values), median(values), Math.max(...values)]
    .map((value) => value.toFixed(1).padStart(7))
    .join(" /");
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
