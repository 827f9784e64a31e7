import { afterAll, beforeAll, expect, test } from "vitest";
import { loadConnection } from "#lib/channels/load-connection.ts";
import { telegramApi } from "#lib/channels/telegram/client.ts";
import { webhookSecret } from "#lib/channels/telegram/webhook-secret.ts";
import { forgetOldDecisions } from "#lib/gate/forget-old-decisions.ts";
import { handleGateUpdate } from "#lib/gate/telegram.ts";
import { getDb } from "#lib/infra/db.ts";
import { telegramUpdateJobId, telegramUpdates } from "#lib/queues/telegram.ts";
import { startTeamCaches } from "#lib/teams/start-team-cache.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { closeAll, until } from "#tests/integration/assistant/harness.ts";
import { type RunningGateway, startGateway } from "#workers/gateway/serve.ts";
import { startTelegramProcessors } from "#workers/processors/telegram.ts";
import { said } from "./gate-talk.ts";
import { createGuardedGroup, type GuardedGroup, newId } from "./gate-world.ts";

const TIMES = 1_500;
const AT_ONCE = 32;

let sandbox: Sandbox;
let gateway: RunningGateway;
let processors: { close(): Promise<void> };
let stopCaches: () => Promise<void>;
beforeAll(async () => {
  sandbox = await startSandbox();
  stopCaches = await startTeamCaches();
  processors = startTelegramProcessors();
  gateway = await startGateway({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await gateway.close();
  await processors.close();
  await stopCaches();
  await sandbox.close();
  await closeAll();
});

/** A group whose bot has a webhook that nobody but the test calls. */
async function hookedGroup() {
  const group = await createGuardedGroup(sandbox, {});
  const { id } = group.bot.connection;
  await getDb().connection.update({
    where: { id },
    data: { health: "HEALTHY", username: group.bot.username, externalId: String(group.bot.id) },
  });
  const headers = {
    ...{ "content-type": "application/json", "x-telegram-bot-api-secret-token": await webhookSecret(id) },
  };
  const url = `http://127.0.0.1:${gateway.port}/webhooks/telegram/${id}`;
  let updateId = newId() % 1_000_000_000;
  return {
    group,
    update(content: Record<string, unknown>) {
      updateId += 1;
      return { update_id: updateId, ...content };
    },
    /** @returns the statuses that so many deliveries were answered with */
    async deliver(update: unknown, times: number): Promise<Set<number>> {
      const statuses = new Set<number>();
      let left = times;
      const one = async () => {
        while (left > 0) {
          left -= 1;
          statuses.add((await fetch(url, { method: "POST", headers, body: JSON.stringify(update) })).status);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
      return statuses;
    },
    isJobGone: async (update: { update_id: number }) =>
      (await telegramUpdates.queue().getJob(telegramUpdateJobId(id, update.update_id))) === undefined,
  };
}

/** The owner's words in the group, which the sandbox has as well, but has told nobody. */
async function ownersWords(group: GuardedGroup, text: string, more: Record<string, unknown> = {}) {
  const { messageId } = await group.say(group.owner, text);
  return {
    ...{ message_id: messageId, date: Math.floor(Date.now() / 1_000), text },
    chat: { id: group.chatId, type: "supergroup", title: "x" },
    from: { id: group.owner, is_bot: false, first_name: "Olga" },
    ...(text.startsWith("/")
      ? { entities: [{ type: "bot_command", offset: 0, length: text.split(" ")[0]?.length }] }
      : {}),
    ...more,
  };
}

test("the same command thousands of times, 32 at once, also after its job is gone: one answer, all 200", async () => {
  const { group, update, deliver, isJobGone } = await hookedGroup();
  const command = update({ message: await ownersWords(group, "/status") });
  expect(await deliver(command, TIMES)).toEqual(new Set([200]));
  await until(async () => (await said(group)).length === 1);
  await until(() => isJobGone(command));
  expect(await deliver(command, TIMES)).toEqual(new Set([200]));
  await until(() => isJobGone(command));
  // By any other way into the gate as well, such as a process's that found no queue.
  const now = new Date();
  const more = Array.from({ length: 50 }, () =>
    handleGateUpdate({ connectionId: group.bot.connection.id, update: command, receivedAt: now, now }),
  );
  expect(new Set((await Promise.all(more)).map(({ held }) => held))).toEqual(new Set([true]));
  expect(await said(group)).toHaveLength(1);
  expect(group.calls("sendMessage")).toHaveLength(1);
}, 180_000);

test("a command that comes again after the next one does not undo it", async () => {
  const { group, update, deliver, isJobGone } = await hookedGroup();
  const username = `c${group.bot.id}x0`;
  const unprotect = update({ message: await ownersWords(group, "/unprotect") });
  const protect = update({ message: await ownersWords(group, `/protect @${username}`) });
  const isProtected = async () =>
    (await getDb().protectedGroup.findUniqueOrThrow({ where: { id: group.row.id } })).archivedAt === null;
  await deliver(unprotect, 1);
  await until(async () => !(await isProtected()));
  await deliver(protect, 1);
  await until(async () => (await said(group)).length === 2);
  await until(() => isJobGone(protect));
  await deliver(unprotect, 1);
  await until(() => isJobGone(unprotect));
  expect(await isProtected()).toBe(true);
  expect(await said(group)).toHaveLength(2);
}, 60_000);

test("a press that asks a question and the answer to it, each again and again: one question, one answer", async () => {
  const { group, update, deliver, isJobGone } = await hookedGroup();
  const setup = update({ message: await ownersWords(group, "/setup") });
  await deliver(setup, 1);
  await until(async () => (await said(group)).length === 1);
  const [menu] = await said(group);
  const chat = { id: group.chatId, type: "supergroup", title: "x" };
  const from = { id: group.owner, is_bot: false, first_name: "Olga" };
  const press = update({
    callback_query: {
      ...{ id: "1", from, chat_instance: "1", data: `g:add:${group.chatId}` },
      message: { message_id: menu?.messageId, date: Math.floor(Date.now() / 1_000), chat, text: "x" },
    },
  });
  await deliver(press, 40);
  await until(async () => (await said(group)).length === 2);
  await until(() => isJobGone(press));
  const asked = (await said(group))[1];
  const reply_to_message = { message_id: asked?.messageId, chat, from: { id: group.bot.id } };
  const answer = update({ message: await ownersWords(group, "@nobody_has_this_name", { reply_to_message }) });
  await deliver(answer, 40);
  await until(async () => (await said(group)).length === 3);
  await until(() => isJobGone(answer));
  for (const one of [setup, press, answer]) await deliver(one, 3);
  for (const one of [setup, press, answer]) await until(() => isJobGone(one));
  expect((await said(group)).map(({ text }) => text?.slice(0, 13))).toEqual([
    ...["🛡 Set-up of ", "Reply to this", "I cannot find"],
  ]);
}, 60_000);

test("an answer that a killed process may have said is looked for, and said only if it is not there", async () => {
  const { group } = await hookedGroup();
  const connectionId = group.bot.connection.id;
  const answer = { html: "What was <b>said</b>" };
  const left = async (text: string) => {
    const message = await ownersWords(group, text);
    const update = { update_id: newId() % 1_000_000_000, message };
    const key = { connectionId, updateId: BigInt(update.update_id) };
    await getDb().gateAnswer.create({ data: { ...key, chatId: BigInt(group.chatId), answer } });
    return { update, key };
  };
  const handle = (update: { update_id: number }) =>
    handleGateUpdate({ connectionId, update, receivedAt: new Date(), now: new Date() });
  // A warning of the gate's beside it must not become the answer.
  const first = await left("/status");
  const connection = await loadConnection(connectionId);
  if (!connection) throw new Error("no connection");
  const api = telegramApi(connection);
  const warning = await api.sendMessage(group.chatId, "A warning");
  const lost = await api.sendMessage(group.chatId, answer.html, { parse_mode: "HTML" });
  await getDb().gateWarning.create({
    data: {
      groupId: group.row.id,
      messageId: warning.message_id,
      sentAt: new Date(),
      expiresAt: new Date(Date.now() + 60_000),
    },
  });
  await handle(first.update);
  expect((await said(group)).map(({ text }) => text)).toEqual(["A warning", "What was said"]);
  const row = await getDb().gateAnswer.findUniqueOrThrow({ where: { connectionId_updateId: first.key } });
  expect(row).toMatchObject({ messageId: lost.message_id, answer: null });
  expect(row.doneAt).not.toBeNull();

  const second = await left("/help");
  await handle(second.update);
  await handle(second.update);
  expect((await said(group)).map(({ text }) => text)).toEqual(["A warning", "What was said", "What was said"]);
}, 60_000);

test("what was answered is remembered for as long as Telegram may repeat it, and no longer", async () => {
  const { group } = await hookedGroup();
  const connectionId = group.bot.connection.id;
  const days = (count: number) => new Date(Date.now() - count * 86_400_000);
  const data = [1, 2.5, 3.5].map((age, index) => ({
    ...{ connectionId, updateId: BigInt(index), chatId: 1n, createdAt: days(age), doneAt: days(age) },
  }));
  await getDb().gateAnswer.createMany({ data });
  await forgetOldDecisions({ now: new Date() });
  const left = await getDb().gateAnswer.findMany({ where: { connectionId }, orderBy: { updateId: "asc" } });
  expect(left.map(({ updateId }) => updateId)).toEqual([0n, 1n]);
});

test("in private a start that comes again is answered once", async () => {
  const { group } = await hookedGroup();
  const from = { id: group.owner, is_bot: false, first_name: "Olga" };
  const chat = `${group.bot.id}:${group.owner}`;
  const { messageId } = await group.call<{ messageId: number }>("POST", `/chats/${chat}/messages`, {
    ...{ userId: group.owner, text: "/start" },
  });
  const message = {
    ...{ message_id: messageId, date: Math.floor(Date.now() / 1_000), text: "/start", from },
    chat: { id: group.owner, type: "private", first_name: "Olga" },
    entities: [{ type: "bot_command", offset: 0, length: 6 }],
  };
  const update = { update_id: newId() % 1_000_000_000, message };
  const handle = () =>
    handleGateUpdate({
      ...{ connectionId: group.bot.connection.id, update, receivedAt: new Date(), now: new Date() },
    });
  await Promise.all(Array.from({ length: 10 }, handle));
  await handle();
  expect(await said(group, chat)).toHaveLength(1);
});
