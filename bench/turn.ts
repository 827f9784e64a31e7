/**
 * Messages per second from the webhook through queue, turn and charge to Telegram's sendMessage, with queues on PostgreSQL and
 * on Redis, and a model provider that takes no time. The bare limit in the same run is a grammY bot that asks the same
 * provider and replies: it keeps no history, meters nothing and forgets what it was doing when it is killed.
 *
 * Twenty bots share the load, because Telegram lets one bot send thirty messages a second and ours obeys that.
 */
import { type ChildProcess, fork, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startEmbeddedPostgres } from "../lib/infra/embedded.ts";
import { redisIsInstalled, startRedis } from "../tests/setup/start-servers.ts";

const ROUNDS = 5;
const BOTS = 20;
const PEOPLE = 25;
const CONCURRENCY = 32;
const GIVE_UP_MS = 60_000;
const backend = process.argv[2];

if (backend) await measure(backend);
else {
  for (const name of redisIsInstalled() ? ["postgres", "redis"] : ["postgres"]) {
    await once(spawn(process.execPath, [import.meta.filename, name], { stdio: "inherit" }), "exit");
  }
}

async function measure(name: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "switchboard-bench-"));
  chmodSync(dir, 0o755);
  const database = await startEmbeddedPostgres(dir);
  const redis = name === "redis" ? await startRedis(dir) : undefined;
  const [gatewayPort, sandboxPort, barePort] = [await freePort(), await freePort(), await freePort()];
  Object.assign(process.env, {
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    DATABASE_URL: database.url,
    DATABASE_EMBEDDED: "1",
    ...(redis ? { REDIS_URL: redis.url } : {}),
    DATA_DIR: dir,
    ENCRYPTION_KEY: "bench-encryption-key-0123456789abcdefghij",
    NEXTAUTH_SECRET: "bench-nextauth-secret-0123456789abcdefghij",
    GATEWAY_PORT: `${gatewayPort}`,
    // The sandbox has no message to deliver there: those of the measurement are posted by hand.
    WEBHOOK_URL: `http://127.0.0.1:${gatewayPort}`,
    SANDBOX_PORT: `${sandboxPort}`,
    SANDBOX_PACE: "fast",
    BARE_PORT: `${barePort}`,
  });
  const children: ChildProcess[] = [];
  try {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/db-migrate.ts"], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    children.push(await start("sandbox/main.ts", `http://127.0.0.1:${sandboxPort}/health`));
    const bots = await makeBots(`http://127.0.0.1:${sandboxPort}`);
    process.env.BARE_BOTS = JSON.stringify(bots);
    children.push(await start("workers/main.ts", `http://127.0.0.1:${gatewayPort}/ready`));
    children.push(await start("bench/turn-bare-child.ts", `http://127.0.0.1:${barePort}/health`));
    const targets = { switchboard: gatewayPort, bare: barePort };
    const figures: Record<string, number[]> = { switchboard: [], bare: [] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [target, port] of Object.entries(targets)) {
        const perSecond = await runRound({ port, bots, sandboxPort, round });
        // The first round warms up.
        if (round > 0) figures[target]?.push(perSecond);
      }
    }
    report(name, figures);
  } finally {
    for (const child of children) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    await redis?.stop();
    await database.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

interface BenchBot {
  id: number;
  connectionId: string;
  token: string;
  secret: string;
  sandbox: string;
  model: string;
}

async function makeBots(sandbox: string): Promise<BenchBot[]> {
  // After the settings are in the environment, which these modules read once.
  const { createProviderWithModel } = await import("../tests/factories/create-provider-with-model.ts");
  const { createTeam } = await import("../tests/factories/create-team.ts");
  const { createConnection } = await import("../tests/factories/create-connection.ts");
  const { webhookSecret } = await import("../lib/channels/telegram/webhook-secret.ts");
  const { createLimit } = await import("../lib/usage/limits.ts");
  const { closeInfra } = await import("../lib/infra/close-infra.ts");
  const { model } = await createProviderWithModel({ baseUrl: `${sandbox}/provider/v1` });
  const team = await createTeam({
    ...{ type: "PUBLIC", defaultModel: model.publicId, availableModels: [model.publicId] },
    ...{ overridesModels: true, requiresAuth: false, rateLimit: 10_000 },
  });
  const limit = { teamId: team.id, scope: "TEAM", unit: "TOKENS", window: "MONTH", amount: 10n ** 12n } as const;
  await createLimit(limit, new Date());
  const bots: BenchBot[] = [];
  for (let index = 0; index < BOTS; index += 1) {
    const id = 9_000_001 + index;
    const token = `${id}:sandbox-bench${index}`;
    const connection = await createConnection(team.id, { token, settings: { apiRoot: `${sandbox}/telegram` } });
    bots.push({
      id,
      connectionId: connection.id,
      token,
      secret: await webhookSecret(connection.id),
      sandbox,
      model: model.publicId,
    });
    await post(`${sandbox}/sandbox/telegram/bots`, { token });
    for (let person = 0; person < PEOPLE; person += 1) {
      await post(`${sandbox}/sandbox/telegram/users`, { id: personId(index, person), firstName: `Person ${person}` });
      // A bot may write only to people who have written to it.
      await post(`${sandbox}/sandbox/telegram/chats/${id}:${personId(index, person)}/messages`, {
        userId: personId(index, person),
        text: "/start",
      });
    }
  }
  await closeInfra();
  return bots;
}

/** Each person says one thing to their bot. @returns answers per second, from the first post to the last answer */
async function runRound(o: { port: number; bots: BenchBot[]; sandboxPort: number; round: number }): Promise<number> {
  const { port, bots, sandboxPort, round } = o;
  const calls = `http://127.0.0.1:${sandboxPort}/sandbox/telegram/calls`;
  await fetch(calls, { method: "DELETE" });
  const total = BOTS * PEOPLE;
  let next = 0;
  const startedAt = performance.now();
  const worker = async () => {
    while (next < total) {
      const at = next++;
      const [index, person] = [at % BOTS, Math.floor(at / BOTS)];
      const bot = bots[index] as BenchBot;
      const serial = (round * 2 + (port % 2)) * total + at + 1_000_000;
      await post(
        `http://127.0.0.1:${port}/webhooks/telegram/${bot.connectionId}`,
        update(serial, personId(index, person)),
        { "x-telegram-bot-api-secret-token": bot.secret },
      );
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  for (const until = performance.now() + GIVE_UP_MS; performance.now() < until; ) {
    const sent = await countAnswers(sandboxPort, bots);
    if (sent >= total) return total / ((performance.now() - startedAt) / 1_000);
    await new Promise((settle) => setTimeout(settle, 25));
  }
  throw new Error("not every message was answered in time");
}

async function countAnswers(sandboxPort: number, bots: BenchBot[]): Promise<number> {
  const counts = await Promise.all(
    bots.map(async (bot) => {
      const url = `http://127.0.0.1:${sandboxPort}/sandbox/telegram/bots/${bot.id}/calls?method=sendMessage`;
      const { calls } = (await (await fetch(url)).json()) as { calls: { status: number }[] };
      return calls.filter((call) => call.status === 200).length;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function personId(bot: number, person: number): number {
  return 50_000_000 + bot * 1_000 + person;
}

function update(serial: number, from: number) {
  const user = { id: from, is_bot: false, first_name: "Person" };
  return {
    update_id: serial,
    message: {
      message_id: serial,
      date: Math.floor(Date.now() / 1_000),
      chat: { id: from, type: "private", first_name: "Person" },
      from: user,
      text: "[[say:Hello to you]]",
    },
  };
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

async function start(script: string, healthUrl: string): Promise<ChildProcess> {
  const child = fork(script, [], { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  for (const until = performance.now() + GIVE_UP_MS; performance.now() < until; ) {
    const ready = await fetch(healthUrl).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return child;
    await new Promise((settle) => setTimeout(settle, 100));
  }
  throw new Error(`${script} did not become ready`);
}

function report(name: string, figures: Record<string, number[]>): void {
  console.log(`queues on ${name}: answers/s over ${ROUNDS} rounds of ${BOTS * PEOPLE} messages, min / median / max`);
  for (const [target, values] of Object.entries(figures)) {
    const sorted = [...values].sort((a, b) => a - b);
    const shown = [sorted[0], median(sorted), sorted.at(-1)].map((value) => (value ?? 0).toFixed(0).padStart(6));
    console.log(`  ${target.padEnd(12)} ${shown.join(" /")}`);
  }
  const ratio = median(figures.switchboard ?? []) / median(figures.bare ?? []);
  console.log(`  ratio of the medians: ${ratio.toFixed(2)}`);
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
