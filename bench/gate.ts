/**
 * Verified messages per second, and the time from webhook to decision, of one worker process that guards a thousand groups
 * whose million members come and go, at 70, 95 and 99.5 % cache hits; Telegram takes 50 ms to say whether somebody is a
 * member. The bare limit in the same run is a grammY bot whose handler looks into a Map: it asks nobody, writes nothing down and
 * forgets what it was doing when it is killed.
 *
 * `node bench/gate.ts [postgres|redis] [--quick]`; BENCH_RATE (1000) is the steady rate at which latency is measured.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { redisIsInstalled } from "../tests/setup/start-servers.ts";
import { type GateInstallation, startGateInstallation } from "./gate/installation.ts";
import { message, postMany, postSteadily, quantile } from "./gate/post-updates.ts";
import { type GateFigures, quantileMs, readGateFigures, since } from "./gate/read-metrics.ts";
import { personOf } from "./gate/world.ts";

const HIT_RATES = [0.7, 0.95, 0.995];
const quick = process.argv.includes("--quick");
const ROUND = quick ? 2_000 : 10_000;
const SECONDS = quick ? 5 : 20;
const RATE = Number(process.env.BENCH_RATE ?? 1_000);
/** People whose verdict is known before the measurement begins. */
const WARM = 5_000;
const CONNECTIONS = 32;
const SETTLE_MS = 60_000;
const backend = process.argv[2]?.startsWith("--") ? undefined : process.argv[2];

if (backend) await measure(backend);
else {
  for (const name of redisIsInstalled() ? ["postgres", "redis"] : ["postgres"]) {
    const child = spawn(process.execPath, [import.meta.filename, name, ...process.argv.slice(2)], { stdio: "inherit" });
    await once(child, "exit");
  }
}

async function measure(name: string): Promise<void> {
  const place = await startGateInstallation({ backend: name });
  try {
    const bare = await place.startBare();
    const { world } = place;
    let fresh = WARM;
    /** A known person, or, as often as told, one who never wrote before. */
    const writer = (hits: number) => (n: number) => {
      const isKnown = Math.random() < hits;
      const userId = personOf(world, isKnown ? Math.floor(Math.random() * WARM) : fresh++, true);
      return message(world, userId, n % world.groups);
    };
    await decided(place, WARM, () =>
      postMany({
        ...{ to: place.webhook, count: WARM, connections: CONNECTIONS },
        make: (n) => message(world, personOf(world, n, true), n % world.groups),
      }).then(() => undefined),
    );
    console.log(
      `\nqueues on ${name}; ${world.groups} groups, a crowd of ${world.crowd.count}, Telegram ${world.memberMs} ms`,
    );
    for (const hits of HIT_RATES) {
      const make = writer(hits);
      const bareTook: number[] = [];
      const bareStarted = performance.now();
      bareTook.push(...(await postMany({ to: bare, count: ROUND, connections: CONNECTIONS, make: writer(1) })));
      const barePerSecond = ROUND / ((performance.now() - bareStarted) / 1_000);
      const most = await decided(place, ROUND, async () => {
        await postMany({ to: place.webhook, count: ROUND, connections: CONNECTIONS, make });
      });
      const steady = await decided(place, RATE * SECONDS, () =>
        postSteadily({ to: place.webhook, perSecond: RATE, seconds: SECONDS, make }),
      );
      const part = most.figures.hits / (most.figures.hits + most.figures.misses);
      console.log(`${(hits * 100).toFixed(1)} % hits wanted, ${(part * 100).toFixed(1)} % had`);
      console.log(
        `  at most    ${most.perSecond.toFixed(0).padStart(6)}/s, bare ${barePerSecond.toFixed(0)}/s: ${(most.perSecond / barePerSecond).toFixed(3)} of it`,
      );
      console.log(
        `  bare bot   accepts in p50 ${shown(quantile(bareTook, 0.5))}, p99 ${shown(quantile(bareTook, 0.99))} ms`,
      );
      console.log(
        `  ${RATE}/s for ${SECONDS} s: ${steady.perSecond.toFixed(0)}/s decided; webhook to decision ${percentiles(steady.figures)}`,
      );
    }
    console.log(
      `memory: worker process ${memory(place.workers.pid)} MB (${await heap(place.metrics)}), bare bot ${memory(bare.child.pid)} MB`,
    );
    console.log(`table of a million verdicts: ${millionVerdicts()}`);
  } finally {
    await place.stop();
  }
}

/** Waits until all that was posted is decided. @returns decisions per second from the first post to the last decision */
async function decided(
  place: GateInstallation,
  count: number,
  post: () => Promise<void>,
): Promise<{ perSecond: number; figures: GateFigures }> {
  const before = await readGateFigures(place.metrics);
  const startedAt = performance.now();
  await post();
  for (let idleSince = performance.now(), last = 0; ; ) {
    const figures = since(before, await readGateFigures(place.metrics));
    if (figures.decided >= count) {
      return { figures, perSecond: count / ((performance.now() - startedAt) / 1_000) };
    }
    if (figures.decided > last) idleSince = performance.now();
    last = figures.decided;
    if (performance.now() - idleSince > SETTLE_MS) {
      throw new Error(`only ${figures.decided} of ${count} messages were decided`);
    }
    await new Promise((settle) => setTimeout(settle, 50));
  }
}

function percentiles(figures: GateFigures): string {
  return [50, 95, 99].map((percent) => `p${percent} ${shown(quantileMs(figures, percent / 100))} ms`).join(", ");
}

function shown(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms.toFixed(1);
}

function memory(pid: number | undefined): string {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return (Number(kilobytes) / 1_024).toFixed(0);
}

/** What of a worker's memory its heap uses, and what lies beside it. */
async function heap(metrics: string): Promise<string> {
  const text = await (await fetch(metrics)).text();
  const megabytes = (name: string) =>
    (Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]) / 1_048_576).toFixed(0);
  return `heap in use ${megabytes("nodejs_heap_size_used_bytes")}, beside it ${megabytes("nodejs_external_memory_bytes")}`;
}

function millionVerdicts(): string {
  const script = fileURLToPath(new URL("./gate/table-child.ts", import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const { verdicts, bytes } = JSON.parse(stdout) as { verdicts: number; bytes: number };
  return `${verdicts} kept in ${(bytes / 1_048_576).toFixed(0)} MB`;
}
