import { afterAll, beforeAll, expect, test } from "vitest";
import { webhookSecret } from "#lib/channels/telegram/webhook-secret.ts";
import { getDb } from "#lib/infra/db.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { closeAll, until, wait } from "#tests/integration/assistant/harness.ts";
import {
  createGuardedGroup,
  type GuardedGroup,
  newId,
  type SandboxMessage,
} from "#tests/integration/gate/gate-world.ts";
import { type OwnServers, ownServers } from "./own-servers.ts";
import { type SpawnedWorkers, spawnWorkers } from "./spawn-workers.ts";

let servers: OwnServers;
let sandbox: Sandbox;
const workers: SpawnedWorkers[] = [];
/** Polling, so that what is not taken stays at Telegram. */
const start = async () => workers.push(await spawnWorkers({ WEBHOOK_URL: "" }));

beforeAll(async () => {
  servers = await ownServers();
  sandbox = await startSandbox();
});
afterAll(async () => {
  for (const one of workers) await one.kill();
  await sandbox.close();
  await closeAll();
  await servers.stop();
});

const mutes = (group: GuardedGroup, userId: number) =>
  group.calls("restrictChatMember").filter(({ params }) => Number(params.user_id) === userId).length;

test("kill -9 over and over while strangers write: no update is lost, nobody is muted twice, all are told", async () => {
  const group = await createGuardedGroup(sandbox, {});
  const strangers = await Promise.all(Array.from({ length: 40 }, (_, index) => group.person(`Stranger ${index}`)));
  sandbox.telegram.settings = { ...sandbox.telegram.settings, latencyMs: 40 };
  await start();
  const said: SandboxMessage[] = [];
  for (const [index, id] of strangers.entries()) {
    said.push(await group.say(id, "hello"));
    if (index % 13 !== 12) continue;
    // Somewhere in the middle of holding them.
    await until(() => group.calls("restrictChatMember").length > index / 2, 60_000);
    await workers.at(-1)?.kill();
    await start();
  }
  await until(async () => (await Promise.all(said.map((one) => group.isDeleted(one)))).every(Boolean), 60_000);
  const open = () => getDb().restriction.count({ where: { groupId: group.row.id, state: "IMPOSED" } });
  await until(async () => (await open()) === strangers.length, 60_000);
  for (const id of strangers)
    expect({ id, isMuted: group.isMuted(id), mutes: mutes(group, id) }).toEqual({ id, isMuted: true, mutes: 1 });
  expect(await getDb().restriction.count({ where: { groupId: group.row.id } })).toBe(strangers.length);
  const held = await getDb().gateDecision.groupBy({
    by: ["userId"],
    where: { groupId: group.row.id, outcome: "held" },
  });
  expect(held).toHaveLength(strangers.length);
  const told = async () => {
    const warnings = await getDb().gateWarning.findMany({ where: { groupId: group.row.id } });
    return new Set(warnings.filter((one) => one.sentAt).flatMap((one) => one.userIds.map(Number))).size;
  };
  await until(async () => (await told()) === strangers.length, 90_000);
}, 300_000);

test("kill -9 after a command was answered and before anybody knows: no second answer, and it is done", async () => {
  const group = await createGuardedGroup(sandbox, {});
  await until(() => sandbox.telegram.bots.get(group.bot.id)?.endPoll !== undefined);
  const answers = async () => {
    const { messages } = await group.call<{ messages: SandboxMessage[] }>("GET", `/chats/${group.chatId}/messages`);
    return messages.filter(({ from }) => from?.id === group.bot.id);
  };
  // Telegram has shown the answer, and never says so.
  const fault = { id: group.bot.id, botId: group.bot.id, method: "sendMessage", times: 1, hits: 0, hang: true };
  sandbox.telegram.faults.push({ ...fault, afterEffect: true });
  await group.say(group.owner, "/status");
  await until(async () => (await answers()).length === 1);
  await workers.at(-1)?.kill();
  await start();
  const done = () => getDb().gateAnswer.count({ where: { chatId: group.chatId, doneAt: { not: null } } });
  await until(async () => (await done()) === 1, 60_000);
  expect(await answers()).toHaveLength(1);
  expect(group.calls("sendMessage")).toHaveLength(1);
}, 120_000);

test("the same update three times at once, and again later: one mute, one warning, one trace, one answer", async () => {
  sandbox.telegram.settings = { ...sandbox.telegram.settings, latencyMs: 20 };
  const group = await createGuardedGroup(sandbox, {});
  for (const one of workers.splice(0)) await one.kill();
  // Two processes, for which Telegram's webhook is played by hand.
  workers.push(await spawnWorkers(), await spawnWorkers());
  const secret = await webhookSecret(group.bot.connection.id);
  const deliver = (url: string, update: unknown) =>
    fetch(`${url}/webhooks/telegram/${group.bot.connection.id}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret },
      body: JSON.stringify(update),
    }).then(({ status }) => status);
  await until(async () => {
    const row = await getDb().connection.findUniqueOrThrow({ where: { id: group.bot.connection.id } });
    return row.health === "HEALTHY";
  });
  const ann = await group.person("Ann");
  const said = await group.say(ann, "hello");
  const update = {
    update_id: newId() % 1_000_000_000,
    message: {
      ...{ message_id: said.messageId, date: Math.floor(Date.now() / 1000), text: "hello" },
      chat: { id: group.chatId, type: "supergroup", title: "x" },
      from: { id: ann, is_bot: false, first_name: "Ann" },
    },
  };
  const asked = await group.say(group.owner, "/status");
  const command = {
    update_id: update.update_id + 1,
    message: {
      ...update.message,
      ...{ message_id: asked.messageId, text: "/status", from: { id: group.owner, is_bot: false, first_name: "Olga" } },
      entities: [{ type: "bot_command", offset: 0, length: 7 }],
    },
  };
  const everywhere = () =>
    Promise.all([...workers, ...workers].flatMap(({ url }) => [update, command].map((one) => deliver(url, one))));
  const warnings = async () => (await group.warnings(ann)).filter(({ receiver }) => receiver?.id === ann).length;
  const answers = async () =>
    (await group.warnings(group.owner)).filter(({ text }) => text?.includes("Last 24 hours")).length;
  expect(new Set(await everywhere())).toEqual(new Set([200]));
  await until(() => group.isMuted(ann));
  await until(async () => (await answers()) === 1);
  await until(async () => (await warnings()) > 0);
  await wait(1_000);
  // The job is gone by now, so that nothing but the rows knows of the first time.
  expect(new Set(await everywhere())).toEqual(new Set([200]));
  await wait(2_000);
  expect(await group.isDeleted(said)).toBe(true);
  expect(mutes(group, ann)).toBe(1);
  expect(await warnings()).toBe(1);
  expect(await group.restrictions(ann)).toHaveLength(1);
  expect(await group.decisions(ann)).toHaveLength(1);
  expect(await answers()).toBe(1);
}, 120_000);
