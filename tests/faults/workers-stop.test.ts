import { existsSync, readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import {
  type Bot,
  closeAll,
  createBot,
  newPerson,
  type Person,
  pendingIn,
  saidByBot,
  until,
  wait,
} from "#tests/integration/assistant/harness.ts";
import { type OwnServers, ownServers } from "./own-servers.ts";
import { type SpawnedWorkers, spawnWorkers } from "./spawn-workers.ts";

let servers: OwnServers;
let sandbox: Sandbox;
const started: SpawnedWorkers[] = [];

beforeAll(async () => {
  servers = await ownServers();
  sandbox = await startSandbox({
    provider: { chunkDelayMs: 20, chunkSize: 6 },
    telegram: { settings: { latencyMs: 25 } },
  });
});
afterEach(async () => {
  for (const workers of started.splice(0)) await workers.kill();
});
afterAll(async () => {
  await sandbox.close();
  await closeAll();
  await servers.stop();
});

/** Workers with every role, whose bots poll. */
async function start(): Promise<SpawnedWorkers> {
  const workers = await spawnWorkers({ WEBHOOK_URL: "" });
  started.push(workers);
  return workers;
}

function answered(bot: Bot): Promise<number> {
  return getDb().message.count({ where: { teamId: bot.team.id, direction: "OUTBOUND", status: "SENT" } });
}

async function expectWordsEach(options: { bot: Bot; people: Person[]; words: number }): Promise<void> {
  const { bot, people, words } = options;
  await until(async () => (await answered(bot)) >= people.length && (await pendingIn(bot)) === 0, 60_000);
  for (const person of people) {
    const said = await saidByBot(sandbox, person.chat, bot);
    expect(said.flatMap((message) => (message.text ?? "").split(/\s+/))).toHaveLength(words);
  }
  const charges = () => getDb().usageRecord.count({ where: { teamId: bot.team.id } });
  await until(async () => (await charges()) >= people.length);
  expect(await charges()).toBe(people.length);
}

test("SIGTERM in mid-work: a clean end within 10 s, and one answer per message after the next start", async () => {
  const bot = await createBot(sandbox, {});
  const first = await start();
  const people: Person[] = [];
  for (let index = 0; index < 20; index += 1) people.push(await newPerson(sandbox, bot, `Person ${index}`));
  // About two seconds of streaming each.
  await Promise.all(people.map((person) => person.say("[[words:400]]")));
  await until(async () => (await getDb().message.count({ where: { teamId: bot.team.id } })) >= 10);
  await wait(500);
  const end = await first.stop();
  expect(end).toMatchObject({ code: 0, signal: null });
  expect(end.ms).toBeLessThan(10_000);
  await start();
  await expectWordsEach({ bot, people, words: 400 });
}, 120_000);

test("SIGTERM during an answer that takes too long: handed back, and given once by the next process", async () => {
  const bot = await createBot(sandbox, {});
  const first = await start();
  const ann = await newPerson(sandbox, bot);
  const endless = { id: 1, model: bot.models[0], times: 1, hits: 0, hang: true };
  sandbox.provider.faults.push(endless);
  await ann.say("[[words:12]]");
  await until(() => endless.hits === 1);
  const end = await first.stop();
  expect(end).toMatchObject({ code: 0, signal: null });
  expect(end.ms).toBeLessThan(10_000);
  // What it held of the limits is given back, not left to lapse.
  expect(await getDb().quotaHolder.count()).toBe(0);
  await start();
  await expectWordsEach({ bot, people: [ann], words: 12 });
}, 120_000);

test("a closed log pipe neither ends the workers nor makes them spin, and they still stop cleanly", async () => {
  const bot = await createBot(sandbox, {});
  const workers = await start();
  const ann = await newPerson(sandbox, bot);
  workers.child.stdout?.destroy();
  workers.child.stderr?.destroy();
  await ann.say("[[words:9]]");
  await expectWordsEach({ bot, people: [ann], words: 9 });
  // Requests are logged too.
  for (let count = 0; count < 20; count += 1) await (await fetch(`${workers.url}/v1/models`)).text();
  expect((await fetch(`${workers.url}/health`)).status).toBe(200);
  const before = cpuSeconds(workers.child.pid);
  await wait(3_000);
  expect(cpuSeconds(workers.child.pid) - before).toBeLessThan(2);
  const end = await workers.stop();
  expect(end).toMatchObject({ code: 0, signal: null });
}, 60_000);

/** What a process has used of the processors so far; 0 where there is no /proc to tell. */
function cpuSeconds(pid: number | undefined): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  const [user, system] = readFileSync(file, "utf8").split(") ")[1]?.split(" ").slice(11, 13).map(Number) ?? [];
  // In clock ticks, of which Linux has 100 a second on every platform.
  return ((user ?? 0) + (system ?? 0)) / 100;
}
