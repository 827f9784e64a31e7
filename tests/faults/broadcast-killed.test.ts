import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { closeAll, control, saidByBot, until } from "#tests/integration/assistant/harness.ts";
import { broadcastWorld } from "#tests/integration/telegram/broadcast-world.ts";
import { type OwnServers, ownServers } from "./own-servers.ts";
import { spawnWorkers } from "./spawn-workers.ts";

let servers: OwnServers;
let sandbox: Sandbox;

beforeAll(async () => {
  servers = await ownServers();
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox.close();
  await closeAll();
  await servers.stop();
});

const ROLES = { WORKER_ROLES: "jobs,schedules" };

test("kill -9 in mid-broadcast: nobody gets it twice, everybody else gets it, and what was on its way is told as unknown", {
  timeout: 180_000,
}, async () => {
  const { bot, people, admin, read } = await broadcastWorld(sandbox, 24);
  // Late enough in the order that others come before them.
  const [arrived, never] = [people[9], people[10]] as [number, number];
  // Both leave the worker without an answer: of one the message is there, of the other it is not.
  await control(sandbox, "POST", "/faults", {
    chatId: arrived,
    method: "sendMessage",
    hang: true,
    afterEffect: true,
    times: null,
  });
  await control(sandbox, "POST", "/faults", { chatId: never, method: "sendMessage", hang: true, times: null });
  const first = await spawnWorkers(ROLES);
  const body = { connectionId: bot.connection.id, audience: "users", text: "News" };
  const { id } = (await admin("POST", `/teams/${bot.team.id}/broadcasts`, body)).json;
  const stateOf = async (chatId: number) =>
    (await getDb().broadcastRecipient.findFirst({ where: { broadcastId: id, chatId: String(chatId) } }))?.state;
  await until(async () => (await stateOf(arrived)) === "SENDING" && (await stateOf(never)) === "SENDING", 60_000);
  await until(() => sandbox.telegram.calls.length > 0 && sandbox.telegram.faults.every(({ hits }) => hits > 0));
  await first.kill();
  // Two take over at once.
  const others = await Promise.all([spawnWorkers(ROLES), spawnWorkers(ROLES)]);
  await until(async () => (await read(id)).state === "DONE", 120_000);
  await Promise.all(others.map((one) => one.stop()));

  const failed = await getDb().broadcastRecipient.findMany({ where: { broadcastId: id, state: "FAILED" } });
  // Others may have been between send and note when the worker died; they are told as unknown too.
  expect(new Set(failed.map(({ reason }) => reason))).toEqual(new Set(["unknown_outcome"]));
  const unknown = new Set(failed.map(({ chatId }) => Number(chatId)));
  expect(unknown.has(arrived) && unknown.has(never)).toBe(true);
  expect(unknown.size).toBeLessThanOrEqual(6);
  for (const chatId of people) {
    const heard = await saidByBot(sandbox, `${bot.id}:${chatId}`, bot);
    if (unknown.has(chatId)) expect(heard.length).toBeLessThanOrEqual(1);
    else expect(heard).toHaveLength(1);
  }
  expect(await saidByBot(sandbox, `${bot.id}:${never}`, bot)).toHaveLength(0);
});
