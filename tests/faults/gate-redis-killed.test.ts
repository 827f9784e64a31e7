import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { closeAll, until, wait } from "#tests/integration/assistant/harness.ts";
import { createGuardedGroup, type SandboxMessage } from "#tests/integration/gate/gate-world.ts";
import { type OwnServers, ownServers } from "./own-servers.ts";
import { type SpawnedWorkers, spawnWorkers } from "./spawn-workers.ts";

const AWAY_MS = 60_000;
const queuesOnRedis = inject("redisUrl") !== "";
let servers: OwnServers;
let sandbox: Sandbox;
let workers: SpawnedWorkers;

beforeAll(async () => {
  if (!queuesOnRedis) return;
  servers = await ownServers();
  sandbox = await startSandbox();
  workers = await spawnWorkers({ WEBHOOK_URL: "" });
});
afterAll(async () => {
  if (!queuesOnRedis) return;
  await workers.stop();
  await sandbox.close();
  await closeAll();
  await servers.stop();
});

// There is no Redis to kill where the queues are on PostgreSQL.
test.runIf(queuesOnRedis)(
  "Redis killed for a minute in mid-traffic: strangers are held all the same, nobody is muted twice, and all recovers by itself",
  async () => {
    const group = await createGuardedGroup(sandbox, {});
    const member = await group.person("Mia");
    group.joinSilently(group.channel.chatId, member);
    const strangers: number[] = [];
    const said: SandboxMessage[] = [];
    const strange = async () => {
      const id = await group.person(`Stranger ${strangers.length}`);
      strangers.push(id);
      said.push(await group.say(id, "hello"));
      await group.say(member, "among ourselves");
    };
    const allHeld = async () =>
      strangers.every((id) => group.isMuted(id)) &&
      (await Promise.all(said.map((one) => group.isDeleted(one)))).every(Boolean);
    for (let index = 0; index < 3; index += 1) await strange();
    await until(allHeld);
    await servers.killRedis();
    const killedAt = performance.now();
    // Somebody every few seconds, to the end of the minute.
    while (performance.now() - killedAt < AWAY_MS) {
      await strange();
      await until(allHeld, 30_000);
      await wait(5_000);
    }
    expect(strangers.length).toBeGreaterThan(5);
    await until(() => workers.output().includes("redis is away"));
    await servers.reviveRedis();
    for (let index = 0; index < 3; index += 1) await strange();
    await until(allHeld, 60_000);
    const imposed = () => getDb().restriction.count({ where: { groupId: group.row.id, state: "IMPOSED" } });
    await until(async () => (await imposed()) === strangers.length);
    // The updates of the outage come again by the queue; the last of them was the member's.
    const decided = async () => await getDb().gateDecision.count({ where: { groupId: group.row.id, outcome: "held" } });
    await until(async () => (await decided()) === strangers.length);
    for (const id of strangers) {
      const mutes = group.calls("restrictChatMember").filter(({ params }) => Number(params.user_id) === id).length;
      expect({ id, mutes }).toEqual({ id, mutes: 1 });
    }
    expect(group.isMuted(member)).toBe(false);
    const told = async () => {
      const rows = await getDb().gateWarning.findMany({ where: { groupId: group.row.id, sentAt: { not: null } } });
      return new Set(rows.flatMap(({ userIds }) => userIds.map(Number)));
    };
    await until(async () => (await told()).size === strangers.length, 60_000);
    // Somebody who was held meanwhile is let go like anybody else.
    const late = strangers[4] as number;
    await group.join(group.channel.chatId, late);
    await until(() => !group.isMuted(late), 30_000);
  },
  300_000,
);
