import { afterAll, beforeAll, expect, test } from "vitest";
import { webhookSecret } from "#lib/channels/telegram/webhook-secret.ts";
import { getDb } from "#lib/infra/db.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { closeAll, until, wait } from "#tests/integration/assistant/harness.ts";
import { createGuardedGroup, newId, type SandboxMessage } from "#tests/integration/gate/gate-world.ts";
import { type OwnServers, ownServers } from "./own-servers.ts";
import { type SpawnedWorkers, spawnWorkers } from "./spawn-workers.ts";

/** How long the other processes have to hear of it. */
const WITHIN_MS = 2_000;

let servers: OwnServers;
let sandbox: Sandbox;
/** The first does all the work; the second only takes updates in, and lets those pass that ask for nothing. */
let worker: SpawnedWorkers;
let entry: SpawnedWorkers;

beforeAll(async () => {
  servers = await ownServers();
  sandbox = await startSandbox();
  [worker, entry] = await Promise.all([spawnWorkers(), spawnWorkers({ WORKER_ROLES: "gateway" })]);
});
afterAll(async () => {
  for (const one of [worker, entry]) await one.kill();
  await sandbox.close();
  await closeAll();
  await servers.stop();
});

test("one process is told that somebody left the channel: within 2 s another, which knew them as a member, holds them", async () => {
  const group = await createGuardedGroup(sandbox, {});
  const { id: connectionId } = group.bot.connection;
  const secret = await webhookSecret(connectionId);
  let updateId = newId() % 1_000_000_000;
  const deliver = async ({ url }: SpawnedWorkers, content: Record<string, unknown>) => {
    updateId += 1;
    const answer = await fetch(`${url}/webhooks/telegram/${connectionId}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret },
      body: JSON.stringify({ update_id: updateId, ...content }),
    });
    expect(answer.status).toBe(200);
  };
  await until(async () => {
    const row = await getDb().connection.findUniqueOrThrow({ where: { id: connectionId } });
    return row.health === "HEALTHY";
  });
  const people = await Promise.all(["Ann", "Ben", "Cat"].map((name) => group.person(name)));
  for (const id of people) group.joinSilently(group.channel.chatId, id);
  const user = (id: number) => ({ id, is_bot: false, first_name: "Ann" });
  const date = () => Math.floor(Date.now() / 1_000);
  const writes = async (id: number, to: SpawnedWorkers): Promise<SandboxMessage> => {
    const said = await group.say(id, "hello");
    const chat = { id: group.chatId, type: "supergroup", title: "x" };
    await deliver(to, { message: { message_id: said.messageId, date: date(), text: "hello", chat, from: user(id) } });
    return said;
  };
  const asked = () => group.calls("getChatMember").filter(({ chatId }) => chatId === group.channel.chatId).length;

  // Both know all three as members, and ask no more.
  const before: SandboxMessage[] = [];
  for (const to of [entry, worker]) for (const id of people) before.push(await writes(id, to));
  await wait(600);
  const once = asked();
  for (const to of [entry, worker]) for (const id of people) before.push(await writes(id, to));
  expect(asked()).toBe(once);

  for (const id of people) {
    sandbox.telegram.chats.get(String(group.channel.chatId))?.members.delete(id);
    const chat = { id: group.channel.chatId, type: "channel", title: "Channel 1" };
    const [old_chat_member, new_chat_member] = ["member", "left"].map((status) => ({ user: user(id), status }));
    await deliver(worker, { chat_member: { chat, from: user(id), date: date(), old_chat_member, new_chat_member } });
  }
  await wait(WITHIN_MS);
  const after = await Promise.all(people.map((id) => writes(id, entry)));
  // What the second process had let pass would never be judged again.
  await until(async () => (await Promise.all(after.map((one) => group.isDeleted(one)))).every(Boolean));
  await until(() => people.every((id) => group.isMuted(id)));
  expect(asked()).toBe(once);
  for (const id of people) {
    const held = (await group.decisions(id)).filter(({ outcome }) => outcome === "held");
    expect(held).toMatchObject([{ verdicts: [{ state: "not_member", source: "event" }] }]);
  }
  expect((await Promise.all(before.map((one) => group.isDeleted(one)))).some(Boolean)).toBe(false);
}, 120_000);
