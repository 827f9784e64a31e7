import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { webhookSecret } from "#lib/channels/telegram/webhook-secret.ts";
import { getDb } from "#lib/infra/db.ts";
import { telegramUpdateJobId, telegramUpdates } from "#lib/queues/telegram.ts";
import {
  type Assistant,
  type Bot,
  control,
  newPerson,
  saidByBot,
  startAssistant,
  storedMessages,
  until,
  wait,
} from "#tests/integration/assistant/harness.ts";
import { startBots } from "#workers/bots/start-bots.ts";
import { type RunningGateway, startGateway } from "#workers/gateway/serve.ts";

let assistant: Assistant;
let gateway: RunningGateway;
beforeAll(async () => {
  assistant = await startAssistant({ bots: false });
  gateway = await startGateway({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await gateway.close();
  await assistant.close();
});

async function webhookBot() {
  const bot = await assistant.bot();
  await getDb().connection.update({
    where: { id: bot.connection.id },
    data: { health: "HEALTHY", username: bot.username, externalId: String(bot.id) },
  });
  await control(assistant.sandbox, "POST", "/bots", { token: bot.token });
  const secret = await webhookSecret(bot.connection.id);
  return { bot, secret, url: `http://127.0.0.1:${gateway.port}/webhooks/telegram/${bot.connection.id}` };
}

function post(url: string, secret: string, update: unknown) {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret },
    body: typeof update === "string" ? update : JSON.stringify(update),
  });
}

let nextUpdate = 1_000;
function update(fields: { messageId: number; text: string; edited?: number; user?: number }) {
  const { messageId, text, edited, user = 4_242 } = fields;
  nextUpdate += 1;
  const message = {
    message_id: messageId,
    date: Math.floor(Date.now() / 1000) - 10,
    chat: { id: user, type: "private", first_name: "Ann" },
    from: { id: user, is_bot: false, first_name: "Ann" },
    text,
    ...(edited === undefined ? {} : { edit_date: Math.floor(Date.now() / 1000) + edited }),
  };
  return { update_id: nextUpdate, [edited === undefined ? "message" : "edited_message"]: message };
}

/** The person has a dialogue with the bot, so that it may write to them. */
async function befriend(bot: Bot, user = 4_242): Promise<string> {
  await control(assistant.sandbox, "POST", "/users", { id: user, firstName: "Ann" });
  const chat = `${bot.id}:${user}`;
  await control(assistant.sandbox, "GET", `/chats/${chat}`);
  const found = assistant.sandbox.telegram.chats.get(chat);
  if (found?.dialogue) found.dialogue.started = true;
  return chat;
}

test("the same update 10 000 times, 32 at once, also after its job is gone: one row, one reply, all 200", async () => {
  const { bot, secret, url } = await webhookBot();
  const chat = await befriend(bot);
  const body = JSON.stringify(update({ messageId: 50, text: "again and again" }));
  const { update_id } = JSON.parse(body) as { update_id: number };
  const statuses = new Map<number, number>();
  const send = async (count: number) => {
    let left = count;
    const one = async () => {
      while (left > 0) {
        left -= 1;
        const { status } = await post(url, secret, body);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 32 }, one));
  };
  await send(5_000);
  await until(async () => (await saidByBot(assistant.sandbox, chat, bot)).length === 1);
  const jobId = telegramUpdateJobId(bot.connection.id, update_id);
  await until(async () => (await telegramUpdates.queue().getJob(jobId)) === undefined);
  await send(5_000);
  await wait(1_500);
  expect([...statuses]).toEqual([[200, 10_000]]);
  expect(await storedMessages(bot)).toHaveLength(2);
  expect(await saidByBot(assistant.sandbox, chat, bot)).toHaveLength(1);
}, 180_000);

test("an edit before its message, and edits out of order: the final state is right, one answer", async () => {
  const { bot, secret, url } = await webhookBot();
  const chat = await befriend(bot);
  const created = update({ messageId: 60, text: "first" });
  const edits = [
    update({ messageId: 60, text: "second", edited: 1 }),
    update({ messageId: 60, text: "third", edited: 2 }),
  ];
  for (const one of [edits[1], created, edits[0]]) {
    expect((await post(url, secret, one)).status).toBe(200);
    await wait(150);
  }
  await until(async () => (await saidByBot(assistant.sandbox, chat, bot)).length === 1);
  await wait(500);
  const [inbound, ...rest] = await storedMessages(bot);
  expect(inbound?.text).toBe("third");
  expect(rest).toHaveLength(1);
});

test("two first messages of one new person, posted at once: one person, one room, two answers", async () => {
  const { bot, secret, url } = await webhookBot();
  const chat = await befriend(bot);
  await Promise.all([70, 71].map((messageId) => post(url, secret, update({ messageId, text: `m${messageId}` }))));
  await until(async () => (await saidByBot(assistant.sandbox, chat, bot)).length === 2);
  expect(await getDb().endUser.count({ where: { teamId: bot.team.id } })).toBe(1);
  expect(await getDb().room.count({ where: { teamId: bot.team.id } })).toBe(1);
});

test("a wrong, missing or foreign secret and an unknown connection get the same 401, and have no effect", async () => {
  const { bot, secret, url } = await webhookBot();
  const other = await webhookBot();
  const body = update({ messageId: 80, text: "let me in" });
  const unknown = url.replace(bot.connection.id, randomUUID());
  const noUuid = url.replace(bot.connection.id, "nonsense");
  const answers = await Promise.all([
    post(url, "wrong", body),
    post(url, "", body),
    post(url, other.secret, body),
    post(unknown, secret, body),
    post(noUuid, secret, body),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  await wait(300);
  expect(await storedMessages(bot)).toHaveLength(0);
  await getDb().connection.update({ where: { id: bot.connection.id }, data: { active: false } });
  await until(async () => (await post(url, secret, "{}")).status === 401, 6_000);
});

test("words that no database can hold are answered all the same, and hold up nothing", async () => {
  const { bot, secret, url } = await webhookBot();
  const chat = await befriend(bot);
  expect((await post(url, secret, update({ messageId: 90, text: "a\0b \ud800" }))).status).toBe(200);
  await until(async () => (await saidByBot(assistant.sandbox, chat, bot)).length === 1);
  expect((await storedMessages(bot))[0]?.text).toBe("a\ufffdb \ufffd");
});

test("what is no update is refused, and never a 500", async () => {
  const { secret, url } = await webhookBot();
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  const table: [string, number][] = [
    ["{", 400],
    ["[]", 400],
    ['{"update_id":"x"}', 400],
    [deep, 400],
    [`{"update_id":1,"x":${deep}}`, 400],
    [`{"update_id":1,"x":"${"a".repeat(1_048_576)}"}`, 413],
  ];
  for (const [body, status] of table) expect((await post(url, secret, body)).status).toBe(status);
  const plain = await fetch(url, {
    ...{ method: "POST", body: "{}" },
    headers: { "content-type": "text/plain", "x-telegram-bot-api-secret-token": secret },
  });
  expect(plain.status).toBe(415);
});

test("with a public address the bot receives by webhook, and without one by polling again", async () => {
  const { bot } = await webhookBot();
  const isMine = (id: string) => id === bot.connection.id;
  const byWebhook = await startBots({ webhookUrl: `http://127.0.0.1:${gateway.port}`, isMine });
  await until(() => assistant.sandbox.telegram.bots.get(bot.id)?.webhook !== undefined);
  const ann = await newPerson(assistant.sandbox, bot);
  await ann.say("by webhook");
  expect(await ann.hears(1)).toHaveLength(1);
  await byWebhook.close();
  const byPolling = await startBots({ webhookUrl: undefined, isMine });
  try {
    await until(() => assistant.sandbox.telegram.bots.get(bot.id)?.webhook === undefined);
    await ann.say("by polling");
    expect(await ann.hears(2)).toHaveLength(2);
  } finally {
    await byPolling.close();
  }
});
