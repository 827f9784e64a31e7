import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { providerFigures } from "#lib/chat/providers/provider-figures.ts";
import { closeUpstreamPools } from "#lib/chat/providers/upstream-pool.ts";
import { flushDecisions } from "#lib/gate/decision-log.ts";
import { startVerdictSync } from "#lib/gate/known-verdicts.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getEnv, SettingError, type WorkerRole } from "#lib/infra/env.ts";
import { log } from "#lib/infra/log.ts";
import { startHeartbeat } from "#lib/operations/heartbeat.ts";
import { startTeamCaches } from "#lib/teams/start-team-cache.ts";
import { startLedger } from "#lib/usage/ledger.ts";
import { startBots } from "./bots/start-bots.ts";
import { startGateway } from "./gateway/serve.ts";
import { startAlertsProcessors } from "./processors/alerts.ts";
import { startBroadcastsProcessors } from "./processors/broadcasts.ts";
import { startGateProcessors } from "./processors/gate.ts";
import { startRoomsProcessors } from "./processors/rooms.ts";
import { startTelegramProcessors } from "./processors/telegram.ts";
import { startUsageProcessors } from "./processors/usage.ts";
import { startSchedules } from "./schedules.ts";

type Close = () => Promise<unknown>;

/** What each role runs. Every role may run in any number of processes. */
const ROLES: Record<WorkerRole, () => Promise<Close>> = {
  gateway: async () => {
    const { HOST, GATEWAY_PORT } = getEnv();
    const gateway = await startGateway({ host: HOST, port: GATEWAY_PORT });
    return () => gateway.close();
  },
  bots: async () => {
    const bots = await startBots();
    return () => bots.close();
  },
  jobs: async () => {
    const started = [
      startTelegramProcessors(),
      startRoomsProcessors(),
      startGateProcessors(),
      startUsageProcessors(),
      startAlertsProcessors(),
      startBroadcastsProcessors(),
    ];
    return () => Promise.all(started.map((processors) => processors.close()));
  },
  schedules: async () => {
    await startSchedules();
    return async () => {};
  },
};

// A supervisor sends SIGKILL after ten seconds. Work that is not done by then is left to its queue, which hands it to
// another process; what this one holds of the limits is given back first.
const STOP_WITHIN_MS = 9_000;
const WORK_WITHIN_MS = 7_500;

async function main(): Promise<void> {
  const env = getEnv();
  const stopCaches = await startTeamCaches();
  const ledger = await startLedger({ journalDir: join(env.DATA_DIR, "journal") });
  // Whatever role takes updates in judges them.
  const verdicts = startVerdictSync();
  verdicts.catch((err) => log().error({ err }, "this process does not hear which members the others saw come and go"));
  const heartbeat = startHeartbeat({ roles: env.WORKER_ROLES, breakers: providerFigures, hasPools: true });
  const running: Close[] = [];
  let stopping = false;

  const stop = async (reason: string) => {
    if (stopping) return;
    stopping = true;
    log().info({ reason }, "workers stopping");
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    const closed = Promise.allSettled(running.map((close) => close())).then(() => true);
    const isDone = await Promise.race([closed, sleep(WORK_WITHIN_MS, false)]);
    // What the last updates decided.
    const stopVerdicts = verdicts.then((stopListening) => stopListening());
    await Promise.allSettled([flushDecisions(), stopVerdicts, ledger.stop(), stopCaches(), heartbeat.stop()]);
    // The connections of unfinished work end with the process.
    if (isDone) await Promise.allSettled([closeUpstreamPools(), closeInfra()]);
    else log().warn("unfinished work is left to others");
    process.exit(0);
  };
  process.once("SIGTERM", () => stop("SIGTERM"));
  process.once("SIGINT", () => stop("SIGINT"));
  // The start command holds the other end of this channel: without it, nobody is left to stop us.
  process.once("disconnect", () => stop("supervisor gone"));
  process.on("unhandledRejection", (err) => log().error({ err }, "unhandled rejection"));

  for (const role of env.WORKER_ROLES) running.push(await ROLES[role]());
  log().info({ roles: env.WORKER_ROLES }, "workers ready");
}

main().catch((err) => {
  if (err instanceof SettingError) process.stderr.write(`${err.message}\n`);
  else log().fatal({ err }, "workers could not start");
  process.exit(1);
});
