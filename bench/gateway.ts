/**
 * The whole metered endpoint (key, configuration, rate limit, three quotas, ledger, usage rows) against the same provider
 * called directly and, where it is installed in bench/peer, against Portkey's gateway, which meters nothing. Rounds are
 * interleaved, ratios are of one run, and at the end the usage rows must be as many as the answers.
 *
 *   node bench/gateway.ts [--quick]
 */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { startEmbeddedPostgres } from "#lib/infra/embedded.ts";
import { killAll, load, migrate, startPortkey, startProvider, startSwitchboard } from "./gateway/processes.ts";
import { Report, type Target } from "./gateway/report.ts";
import { setUpTeams } from "./gateway/setup.ts";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 2 : 5;
const SECONDS = quick ? 1 : 2;
const TEAMS = quick ? 100 : 1_000;
const CONNECTIONS = [1, 32, 128];
// On a busy machine rounds take longer: no further one is begun after this.
const BUDGET_MS = 210_000;
const MODEL = "bench/model";

const dir = mkdtempSync(join(tmpdir(), "switchboard-bench-"));
chmodSync(dir, 0o755);
const database = await startEmbeddedPostgres(dir);
Object.assign(process.env, {
  DATABASE_URL: database.url,
  DATABASE_EMBEDDED: "1",
  DATA_DIR: dir,
  NODE_ENV: "production",
  ENCRYPTION_KEY: randomBytes(32).toString("base64"),
  NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
});
const cleanUp = async () => {
  killAll();
  await closeInfra();
  await database.stop();
  rmSync(dir, { recursive: true, force: true });
};
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => cleanUp().then(() => process.exit(130)));
let exact = false;
try {
  migrate();
  const providerPort = await startProvider();
  const providerUrl = `http://127.0.0.1:${providerPort}/v1`;
  const keys = await setUpTeams({ providerUrl, model: MODEL, teams: TEAMS });
  const switchboard = await startSwitchboard(dir);
  const portkeyPort = await startPortkey();

  const direct: Target = { name: "direct", port: providerPort, model: MODEL, headers: {}, keys: ["none"] };
  const ours: Target = { ...direct, name: "switchboard", port: switchboard.port, keys: keys.slice(0, 1) };
  const many: Target = { ...ours, name: `switchboard, ${TEAMS} teams`, keys };
  const targets = [direct, ours];
  if (portkeyPort) {
    const headers = { "x-portkey-provider": "openai", "x-portkey-custom-host": providerUrl };
    targets.push({ ...direct, name: "portkey", port: portkeyPort, headers });
  }

  const report = new Report();
  let served = 0;
  const measure = async (target: Target, streamed: boolean, connections: number, seconds: number) => {
    const figures = await load({ target, streamed, connections, seconds });
    if (target.port === switchboard.port) served += figures.ok;
    return figures;
  };
  for (const target of [...targets, many]) for (const streamed of [false, true]) await measure(target, streamed, 32, 1);
  const startedAt = performance.now();
  let rounds = 0;
  while (rounds < ROUNDS && performance.now() - startedAt < BUDGET_MS) {
    rounds += 1;
    for (const streamed of [false, true]) {
      for (const connections of CONNECTIONS) {
        for (const target of connections === 32 && !streamed ? [...targets, many] : targets) {
          report.add(target.name, streamed, connections, await measure(target, streamed, connections, SECONDS));
        }
      }
    }
  }
  await switchboard.stop();
  const rows = await countUsageRows();
  exact = rows === served;

  const names = [...targets, many].map((target) => target.name);
  for (const streamed of [false, true]) {
    for (const connections of CONNECTIONS) console.log(report.table(names, streamed, connections));
  }
  console.log(`\nratios, of the medians of ${rounds} interleaved rounds of ${SECONDS} s`);
  for (const line of ratios(report, portkeyPort !== undefined, many.name)) console.log(`  ${line}`);
  console.log(`  answers of the gateway ${served}, usage rows ${rows}: ${exact ? "exact" : "NOT EXACT"}`);
} finally {
  await cleanUp();
}
process.exit(exact ? 0 : 1);

function ratios(report: Report, withPeer: boolean, many: string): string[] {
  const added = (name: string, streamed: boolean, field: "p50" | "firstByteP50" | "firstByteP99") =>
    report.median(name, streamed, 1, field) - report.median("direct", streamed, 1, field);
  const lines: string[] = [];
  for (const streamed of [false, true]) {
    const kind = streamed ? "streamed" : "whole";
    for (const connections of withPeer ? CONNECTIONS : []) {
      const [our, their] = ["switchboard", "portkey"].map((name) =>
        report.median(name, streamed, connections, "perSecond"),
      );
      lines.push(
        `${kind}, ${connections} connections: ${((our ?? 0) / (their ?? 1)).toFixed(2)} times Portkey's throughput`,
      );
    }
    const our = added("switchboard", streamed, "p50");
    const their = withPeer ? added("portkey", streamed, "p50") : Number.NaN;
    const peer = withPeer ? `, Portkey ${their.toFixed(3)} ms: ${(our / their).toFixed(2)} of it` : "";
    lines.push(`${kind}, added p50 at one connection: ${our.toFixed(3)} ms${peer}`);
  }
  const [lag50, lag99] = [added("switchboard", true, "firstByteP50"), added("switchboard", true, "firstByteP99")];
  lines.push(`first streamed byte after the provider's: p50 ${lag50.toFixed(3)} ms, p99 ${lag99.toFixed(3)} ms`);
  const [all, one] = [many, "switchboard"].map((name) => report.median(name, false, 32, "perSecond"));
  lines.push(`${TEAMS} teams: ${((all ?? 0) / (one ?? 1)).toFixed(2)} of one team's throughput`);
  return lines;
}

async function countUsageRows(): Promise<number> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ count: number }>("SELECT count(*)::int AS count FROM usage_records");
  await client.end();
  return rows[0]?.count ?? 0;
}
