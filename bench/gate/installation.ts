import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, startEmbeddedPostgres } from "#lib/infra/embedded.ts";
import { startRedis } from "#tests/setup/start-servers.ts";
import { BENCH_TOKEN, type BenchWorld, readWorld } from "./world.ts";

const GIVE_UP_MS = 60_000;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export interface GateInstallation {
  world: BenchWorld;
  sandbox: string;
  /** Where updates are posted, and with which secret. */
  webhook: { url: string; secret: string };
  metrics: string;
  workers: ChildProcess;
  /** Starts the bare bot. @returns where updates are posted */
  startBare(): Promise<{ url: string; secret: string; child: ChildProcess }>;
  stop(): Promise<void>;
}

/** PostgreSQL, Redis where asked for, the sandbox, and one worker process with every role that guards a thousand groups. */
export async function startGateInstallation(options: {
  backend: string;
  env?: Record<string, string>;
}): Promise<GateInstallation> {
  const dir = mkdtempSync(join(tmpdir(), "switchboard-bench-"));
  chmodSync(dir, 0o755);
  const database = await startEmbeddedPostgres(dir);
  const redis = options.backend === "redis" ? await startRedis(dir) : undefined;
  const [gatewayPort, sandboxPort, barePort] = [await freePort(), await freePort(), await freePort()];
  const sandbox = `http://127.0.0.1:${sandboxPort}`;
  Object.assign(process.env, options.env, {
    NODE_ENV: "production",
    LOG_LEVEL: "error",
    DATABASE_URL: database.url,
    DATABASE_EMBEDDED: "1",
    ...(redis ? { REDIS_URL: redis.url } : {}),
    DATA_DIR: dir,
    ENCRYPTION_KEY: "bench-encryption-key-0123456789abcdefghij",
    NEXTAUTH_SECRET: "bench-nextauth-secret-0123456789abcdefghij",
    GATEWAY_PORT: `${gatewayPort}`,
    // Updates are posted by hand: the sandbox delivers one at a time.
    WEBHOOK_URL: `http://127.0.0.1:${gatewayPort}`,
    SANDBOX_PORT: `${sandboxPort}`,
    BARE_PORT: `${barePort}`,
  });
  const children: ChildProcess[] = [];
  const stop = async () => {
    for (const child of children) {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    await redis?.stop();
    await database.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/db-migrate.ts"], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    const world = readWorld();
    children.push(await start("sandbox-child.ts", `${sandbox}/health`));
    const { connectionId, secret } = await seed(world, sandbox);
    const workers = await start("../../workers/main.ts", `http://127.0.0.1:${gatewayPort}/ready`);
    children.push(workers);
    return {
      ...{ world, sandbox, workers, stop },
      webhook: { url: `http://127.0.0.1:${gatewayPort}/webhooks/telegram/${connectionId}`, secret },
      metrics: `http://127.0.0.1:${gatewayPort}/metrics`,
      async startBare() {
        process.env.BENCH_SECRET = secret;
        const child = await start("bare-child.ts", `http://127.0.0.1:${barePort}/health`);
        children.push(child);
        return { url: `http://127.0.0.1:${barePort}/`, secret, child };
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A team with the bot, its channel, and all groups protected. */
async function seed(world: BenchWorld, sandbox: string): Promise<{ connectionId: string; secret: string }> {
  // After the settings are in the environment, which these modules read once.
  const { createTeam } = await import("#tests/factories/create-team.ts");
  const { createConnection } = await import("#tests/factories/create-connection.ts");
  const { webhookSecret } = await import("#lib/channels/telegram/webhook-secret.ts");
  const { getDb } = await import("#lib/infra/db.ts");
  const { closeInfra } = await import("#lib/infra/close-infra.ts");
  const { v7 } = await import("uuid");
  const team = await createTeam({ type: "PUBLIC" });
  const connection = await createConnection(team.id, {
    ...{ token: BENCH_TOKEN, externalId: String(Number.parseInt(BENCH_TOKEN, 10)), assistant: false, gate: true },
    settings: { apiRoot: `${sandbox}/telegram` },
  });
  const owner = { teamId: team.id, connectionId: connection.id };
  const channel = await getDb().enforcedChannel.create({
    data: { ...owner, chatId: BigInt(world.channelId), title: "Channel", username: "bench_channel" },
  });
  const groups = Array.from({ length: world.groups }, (_, n) => ({
    ...owner,
    ...{ id: v7(), chatId: BigInt(world.groupId(n)), title: `Group ${n}`, ownerUserId: BigInt(world.ownerId) },
  }));
  await getDb().protectedGroup.createMany({ data: groups });
  await getDb().groupChannel.createMany({ data: groups.map(({ id }) => ({ groupId: id, channelId: channel.id })) });
  const secret = await webhookSecret(connection.id);
  await closeInfra();
  return { connectionId: connection.id, secret };
}

async function start(script: string, healthUrl: string): Promise<ChildProcess> {
  const child = fork(here(script), [], { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
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
