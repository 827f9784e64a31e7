/**
 * `node bench/dashboard.ts [millions of turns, 10] [rounds, 40]`: the data of each page of the dashboard, from a database
 * with that many usage rows: milliseconds of all its requests together, sign-in, rights and JSON included. Plans are read as
 * well: the command fails when one scans raw rows. The same figures from raw rows are measured in the same run.
 *
 * `BENCH_DATABASE_URL` measures a database that `scripts/seed-usage.ts` has filled, instead of filling one of its own.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../lib/infra/embedded.ts";

const millions = process.argv[2] ?? "10";
const rounds = Number(process.argv[3] ?? "40");
const WARM_UP = 3;

const dir = mkdtempSync(join(tmpdir(), "switchboard-bench-"));
chmodSync(dir, 0o755);
const database = process.env.BENCH_DATABASE_URL ? undefined : await startEmbeddedPostgres(dir);
Object.assign(process.env, {
  NODE_ENV: "production",
  LOG_LEVEL: "warn",
  DATABASE_URL: process.env.BENCH_DATABASE_URL ?? database?.url,
  DATABASE_EMBEDDED: "1",
  DATA_DIR: dir,
  ENCRYPTION_KEY: "bench-encryption-key-0123456789abcdefghij",
  NEXTAUTH_SECRET: "bench-nextauth-secret-0123456789abcdefghij",
});
let isGood = true;
try {
  if (database) {
    for (const script of [["scripts/db-migrate.ts"], ["scripts/seed-usage.ts", millions]]) {
      const { status } = spawnSync(process.execPath, script, { stdio: "inherit" });
      if (status !== 0) throw new Error(`${script[0]} failed`);
    }
  }
  isGood = await measure();
} finally {
  const { closeInfra } = await import("../lib/infra/close-infra.ts");
  await closeInfra();
  await database?.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exitCode = isGood ? 0 : 1;

async function measure(): Promise<boolean> {
  const { getPool } = await import("../lib/infra/db.ts");
  const { createKey } = await import("../tests/factories/create-key.ts");
  const { callAdmin } = await import("../tests/factories/admin-client.ts");
  const { dashboardPages } = await import("./dashboard/pages.ts");
  const { noteStatements, wrongPlans } = await import("./dashboard/plans.ts");
  const pool = getPool();
  const { rows } = await pool.query<{ count: string }>("SELECT count(*) FROM usage_records");
  console.log(`${rows[0]?.count} usage rows, ${rounds} rounds\n`);
  // A key may send so many requests a minute.
  const keys = await Promise.all(Array.from({ length: 12 }, async () => (await createKey(null)).raw));
  let calls = 0;
  const load = async (paths: string[]) => {
    const startedAt = performance.now();
    const key = keys[calls % keys.length] as string;
    calls += 1;
    const answers = await Promise.all(paths.map((path) => callAdmin("GET", path, { key })));
    const ms = performance.now() - startedAt;
    const failed = answers.findIndex(({ status }) => status !== 200);
    if (failed >= 0)
      throw new Error(`${paths[failed]}: ${answers[failed]?.status} ${answers[failed]?.text.slice(0, 200)}`);
    return ms;
  };
  let isGood = true;
  const row = (...cells: (string | number)[]) => console.log(`| ${cells.join(" | ")} |`);
  row("page", "requests", "p50 ms", "p95 ms", "p99 ms");
  row("---", "---:", "---:", "---:", "---:");
  for (const { name, paths, isReport } of await dashboardPages(new Date())) {
    const noted = noteStatements(pool);
    await load(paths);
    const wrong = await wrongPlans(pool, noted(), isReport);
    for (const problem of wrong) console.log(`WRONG PLAN ${name}: ${problem}`);
    isGood &&= wrong.length === 0;
    for (let round = 0; round < WARM_UP; round += 1) await load(paths);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await load(paths));
    times.sort((a, b) => a - b);
    row(name, paths.length, ...[0.5, 0.95, 0.99].map((share) => at(times, share).toFixed(1)));
  }
  await compareWithRaw();
  return isGood;
}

async function compareWithRaw(): Promise<void> {
  const { getPool } = await import("../lib/infra/db.ts");
  const { usageReport } = await import("../lib/usage/report.ts");
  const to = new Date().toISOString().slice(0, 10);
  const from = new Date(Date.now() - 29 * 86_400_000).toISOString().slice(0, 10);
  const sums: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    sums.push(await timed(() => usageReport({ from, to, groupBy: "model" })));
    raw.push(
      await timed(() =>
        getPool().query(
          `SELECT model, count(*), sum(tokens_in), sum(tokens_out), sum(cost_nano), sum(latency_ms),
                  percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY latency_ms)
             FROM usage_records WHERE day BETWEEN $1 AND $2 GROUP BY model`,
          [from, to],
        ),
      ),
    );
  }
  const [fast, slow] = [Math.min(...sums), Math.min(...raw)];
  console.log(
    `\n30 days by model: ${fast.toFixed(1)} ms from the sums, ${slow.toFixed(0)} ms from raw rows: ${(slow / fast).toFixed(0)} times`,
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function at(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
