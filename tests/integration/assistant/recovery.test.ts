import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { loadConnection } from "#lib/channels/load-connection.ts";
import { telegramApi } from "#lib/channels/telegram/client.ts";
import { getDb } from "#lib/infra/db.ts";
import { roomSweeps } from "#lib/queues/rooms.ts";
import {
  type Assistant,
  chargedTurns,
  control,
  newPerson,
  saidByBot,
  startAssistant,
  storedMessages,
  until,
} from "./harness.ts";

// Backoffs and pacing are real here.
vi.setConfig({ testTimeout: 120_000 });

let assistant: Assistant;
let nextFault = 1;
beforeAll(async () => {
  assistant = await startAssistant();
});
afterAll(() => assistant.close());

function fault(rule: Record<string, unknown> & { method: string; botId: number; times: number | null }) {
  nextFault += 1;
  assistant.sandbox.telegram.faults.push({ id: nextFault, hits: 0, ...rule });
}

test("a send whose answer was lost is not sent again", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  fault({ method: "sendMessage", botId: bot.id, times: 1, dropConnection: true, afterEffect: true });
  await ann.say("hello");
  const said = await ann.hears(1, 30_000);
  expect(said).toHaveLength(1);
  const [, answer] = await storedMessages(bot);
  expect(answer).toMatchObject({ status: "SENT", externalId: String(said[0]?.messageId) });
});

test("a send that never happened is sent once", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  fault({ method: "sendMessage", botId: bot.id, times: 2, dropConnection: true });
  await ann.say("hello");
  expect(await ann.hears(1, 30_000)).toHaveLength(1);
});

test("a lost middle part is found, and the parts after it follow once", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  await ann.say("[[say:warm up]]");
  await ann.hears(1);
  fault({ method: "sendMessage", botId: bot.id, times: 2, status: 502, afterEffect: true });
  await ann.say("[[words:2500]]");
  const [, ...parts] = await ann.hears(4, 60_000);
  expect(
    parts
      .map((part) => part.text)
      .join(" ")
      .split(/\s+/),
  ).toHaveLength(2500);
});

test("an answer written by a process that died before charging it is charged and delivered once", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  await ann.say("hello");
  const [told] = await ann.hears(1);
  const [inbound, answer] = await storedMessages(bot);
  const [charged] = await chargedTurns(bot, 1);
  // The state that such a death leaves: the row PENDING with its intent, the message sent, no charge.
  await getDb().usageRecord.deleteMany({ where: { teamId: bot.team.id } });
  await getDb()
    .$executeRaw`UPDATE messages SET status = 'PENDING', external_id = NULL, updated_at = now() - interval '1 minute',
    delivery = jsonb_build_object('sending', jsonb_build_object('part', 0, 'after', jsonb_build_array(${inbound?.externalId}::text)))
    WHERE id = ${answer?.id}::uuid`;
  await roomSweeps.add({});
  await until(async () => (await storedMessages(bot))[1]?.status === "SENT");
  expect(await ann.heard()).toHaveLength(1);
  expect((await storedMessages(bot))[1]?.externalId).toBe(String(told?.messageId));
  const again = await getDb().usageRecord.findMany({ where: { teamId: bot.team.id } });
  expect(again).toHaveLength(1);
  for (const field of [
    "idempotencyKey",
    "tokensIn",
    "tokensOut",
    "costNano",
    "model",
    "providerId",
    "roomId",
  ] as const) {
    expect(again[0]?.[field]).toEqual(charged?.[field]);
  }
});

test("what the gate says in a group is not taken for a lost answer", async () => {
  const { sandbox } = assistant;
  const bot = await assistant.bot();
  const ann = await newPerson(sandbox, bot);
  const members = [
    { userId: ann.id, status: "creator" },
    { userId: bot.id, status: "member" },
  ];
  const group = await control<{ id: number }>(sandbox, "POST", "/chats", { type: "supergroup", title: "G", members });
  const heard = () => saidByBot(sandbox, String(group.id), bot);
  await control(sandbox, "POST", `/chats/${group.id}/messages`, { userId: ann.id, text: `@${bot.username} hello` });
  await until(async () => (await storedMessages(bot))[1]?.status === "SENT");
  const [inbound, answer] = await storedMessages(bot);
  const [told] = await heard();
  // The state of a process that died before it sent the answer, while the gate warned somebody and answered a command.
  await control(sandbox, "DELETE", `/chats/${group.id}/messages/${told?.messageId}`);
  const connection = await loadConnection(bot.connection.id);
  if (!connection) throw new Error("no connection");
  const api = telegramApi(connection);
  const warning = await api.sendMessage(group.id, "A warning");
  const status = await api.sendMessage(group.id, "A status");
  const place = { connectionId: bot.connection.id, chatId: BigInt(group.id) };
  await getDb().protectedGroup.create({
    data: {
      ...{ ...place, teamId: bot.team.id, title: "G" },
      warnings: { create: { messageId: warning.message_id, sentAt: new Date(), expiresAt: new Date(0) } },
    },
  });
  await getDb().gateAnswer.create({ data: { ...place, updateId: 1n, messageId: status.message_id } });
  await getDb()
    .$executeRaw`UPDATE messages SET status = 'PENDING', external_id = NULL, updated_at = now() - interval '1 minute',
    delivery = jsonb_build_object('sending', jsonb_build_object('part', 0, 'after', jsonb_build_array(${inbound?.externalId}::text)))
    WHERE id = ${answer?.id}::uuid`;
  await roomSweeps.add({});
  await until(async () => (await storedMessages(bot))[1]?.status === "SENT");
  expect((await heard()).map(({ text }) => text)).toEqual(["A warning", "A status", told?.text]);
});

test("429 is obeyed, for drafts and for the answer, and the answer ends complete", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  fault({ method: "sendMessage", botId: bot.id, times: 1, status: 429, retryAfter: 2 });
  await ann.say("hello");
  const answered = performance.now();
  const [answer] = await ann.hears(1, 30_000);
  expect(performance.now() - answered).toBeGreaterThan(1_800);
  expect(answer?.text).toContain("hello");
  const calls = assistant.sandbox.telegram.calls.filter(
    (call) => call.botId === bot.id && call.method === "sendMessage",
  );
  expect(calls).toHaveLength(2);
  expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_990);
});

test("with Telegram's limits on, a streamed answer still ends complete", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  const { telegram, provider } = assistant.sandbox;
  telegram.settings = { ...telegram.settings, limits: { ...telegram.settings.limits, enabled: true } };
  provider.settings = { ...provider.settings, chunkDelayMs: 40, chunkSize: 4 };
  try {
    await ann.say("[[words:400]]");
    const [answer] = await ann.hears(1, 60_000);
    expect(answer?.text?.split(/\s+/)).toHaveLength(400);
  } finally {
    telegram.settings = { ...telegram.settings, limits: { ...telegram.settings.limits, enabled: false } };
    provider.settings = { ...provider.settings, chunkDelayMs: 0 };
  }
});

test("a long wait asked for by Telegram holds up no other room", async () => {
  const bot = await assistant.bot();
  const [ann, bob] = [await newPerson(assistant.sandbox, bot), await newPerson(assistant.sandbox, bot, "Bob")];
  fault({ method: "sendMessage", botId: bot.id, chatId: ann.id, times: 1, status: 429, retryAfter: 14 });
  await ann.say("slow");
  await bob.say("quick");
  await until(async () => (await bob.heard()).length === 1, 5_000);
  expect(await ann.heard()).toHaveLength(0);
  expect(await ann.hears(1, 40_000)).toHaveLength(1);
});

test("whoever blocked the bot is not written to, until they write again", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  fault({ method: "sendMessage", botId: bot.id, times: 1, status: 403 });
  await ann.say("one");
  await until(async () => (await storedMessages(bot))[1]?.status === "FAILED");
  const where = { teamId: bot.team.id };
  expect(await getDb().room.findFirst({ where })).toMatchObject({ writable: false });
  expect(await getDb().endUser.findFirst({ where })).toMatchObject({ reachable: false });
  await ann.say("two");
  expect(await ann.hears(1)).toHaveLength(1);
  expect(await getDb().room.findFirst({ where })).toMatchObject({ writable: true });
  expect(await getDb().endUser.findFirst({ where })).toMatchObject({ reachable: true });
});

test("a draft that was deleted is replaced by the whole answer", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  const { provider } = assistant.sandbox;
  provider.settings = { ...provider.settings, chunkDelayMs: 100, chunkSize: 4 };
  try {
    await ann.say("[[words:80]]");
    await until(async () => (await ann.heard()).length === 1);
    const [draft] = await ann.heard();
    const response = await fetch(
      `${assistant.sandbox.url}/sandbox/telegram/chats/${ann.chat}/messages/${draft?.messageId}`,
      { method: "DELETE" },
    );
    expect(response.status).toBe(200);
    const [answer] = await ann.hears(1, 30_000);
    expect(answer?.messageId).not.toBe(draft?.messageId);
    expect(answer?.text?.split(/\s+/)).toHaveLength(80);
  } finally {
    provider.settings = { ...provider.settings, chunkDelayMs: 0 };
  }
});
