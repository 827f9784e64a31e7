import { afterAll, beforeAll, expect, test } from "vitest";
import { handleTelegramUpdate } from "#lib/chat/telegram.ts";
import { getDb } from "#lib/infra/db.ts";
import { getLedger } from "#lib/usage/ledger.ts";
import { type Assistant, chargedTurns, newPerson, startAssistant, storedMessages, until } from "./harness.ts";

let assistant: Assistant;
beforeAll(async () => {
  assistant = await startAssistant();
});
afterAll(() => assistant.close());

test("a first conversation: answered, remembered, charged to the token", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  await ann.say("My name is Ann.");
  await ann.hears(1);
  await ann.say("What did I say?");
  const [first, second] = await ann.hears(2);
  expect(first?.text).toContain("You wrote: “My name is Ann.”");
  expect(second?.text).toContain("You wrote: “What did I say?”");
  expect(second?.text).toContain("3 messages of context");

  const usage = await chargedTurns(bot, 2);
  const stored = await storedMessages(bot);
  expect(stored.map(({ direction, source, status }) => [direction, source, status])).toEqual([
    ["INBOUND", "USER", "RECEIVED"],
    ["OUTBOUND", "AI", "SENT"],
    ["INBOUND", "USER", "RECEIVED"],
    ["OUTBOUND", "AI", "SENT"],
  ]);
  expect(usage.map((row) => row.idempotencyKey).sort()).toEqual([stored[0]?.turnKey, stored[2]?.turnKey].sort());
  expect(stored[1]?.turnKey).toBe(stored[0]?.turnKey);
  expect(
    usage.every((row) => row.channel === "telegram" && row.endUserId && row.tokensIn > 0 && row.tokensOut > 0),
  ).toBe(true);
});

test("a slow answer grows by edits and ends complete", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  assistant.sandbox.provider.settings = { ...assistant.sandbox.provider.settings, chunkDelayMs: 120, chunkSize: 2 };
  try {
    await ann.say("[[words:60]]");
    const [answer] = await ann.hears(1, 30_000);
    expect(answer?.edits).toBeGreaterThanOrEqual(2);
    expect(answer?.text?.split(/\s+/)).toHaveLength(60);
  } finally {
    assistant.sandbox.provider.settings = { ...assistant.sandbox.provider.settings, chunkDelayMs: 0, chunkSize: 4 };
  }
});

test("a long answer is split at Telegram's limit and none of it is lost", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  await ann.say("[[words:2000]]");
  const parts = await ann.hears(2, 40_000);
  expect(parts.every((part) => (part.text ?? "").length <= 4096)).toBe(true);
  expect(
    parts
      .map((part) => part.text)
      .join(" ")
      .split(/\s+/),
  ).toHaveLength(2000);
  const [, answer] = await storedMessages(bot);
  expect((answer?.delivery as { parts?: unknown[] } | undefined)?.parts).toHaveLength(parts.length);
});

test("Markdown arrives as Telegram's formatting", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  await ann.say("[[markdown]]");
  const [answer] = await ann.hears(1);
  const types = new Set(answer?.entities.map((entity) => entity.type));
  for (const type of ["bold", "italic", "code", "pre", "text_link"]) expect(types).toContain(type);
});

test("what Telegram cannot parse arrives as plain text", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  assistant.sandbox.telegram.faults.push({
    ...{ id: 990, method: "sendMessage", botId: bot.id, times: 1, hits: 0, status: 400 },
    description: "Bad Request: can't parse entities: Unsupported start tag",
  });
  await ann.say("[[say:**bold** text]]");
  const [answer] = await ann.hears(1);
  expect(answer?.text).toBe("bold text");
});

test("a session ends after an hour, and with /clear", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  const contextOf = (text: string | null | undefined) => /(\d+) messages? of context/.exec(text ?? "")?.[1];
  await ann.say("one");
  const alone = contextOf((await ann.hears(1))[0]?.text);
  await ann.say("two");
  const longer = contextOf((await ann.hears(2))[1]?.text);
  expect(Number(longer)).toBe(Number(alone) + 2);
  await ann.say("/clear");
  await ann.hears(3);
  await ann.say("three");
  expect(contextOf((await ann.hears(4))[3]?.text)).toBe(alone);
  const room = await getDb().room.findFirstOrThrow({ where: { teamId: bot.team.id } });
  await getDb().session.updateMany({
    where: { roomId: room.id },
    data: { lastActivityAt: new Date(Date.now() - 61 * 60 * 1000) },
  });
  await ann.say("four");
  expect(contextOf((await ann.hears(5))[4]?.text)).toBe(alone);
  expect(await getDb().session.count({ where: { roomId: room.id } })).toBe(3);
});

test("history is cut to the team's maximum", async () => {
  const bot = await assistant.bot({ team: { maxHistory: 3, systemPrompt: "" } });
  const ann = await newPerson(assistant.sandbox, bot);
  for (let n = 1; n <= 4; n += 1) {
    await ann.say(`message ${n}`);
    await ann.hears(n);
  }
  expect((await ann.heard()).at(-1)?.text).toContain("3 messages of context");
});

test("two first messages at once: one person, one room, two answers in order", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  await Promise.all([ann.say("first"), ann.say("second")]);
  const answers = await ann.hears(2);
  expect(answers).toHaveLength(2);
  expect(await getDb().endUser.count({ where: { teamId: bot.team.id } })).toBe(1);
  expect(await getDb().room.count({ where: { teamId: bot.team.id } })).toBe(1);
  const stored = await storedMessages(bot);
  const turnKeys = (direction: string) =>
    stored.filter((message) => message.direction === direction).map(({ turnKey }) => turnKey);
  expect(turnKeys("OUTBOUND")).toEqual(turnKeys("INBOUND"));
});

test("of updates that one worker takes at once, the first is stored first", async () => {
  const bot = await assistant.bot();
  const person = { id: 77_000_000, is_bot: false, first_name: "Ann" };
  const update = (id: number) => ({
    update_id: id,
    message: {
      message_id: id,
      date: 1_790_000_000,
      from: person,
      chat: { ...person, type: "private" },
      text: `n${id}`,
    },
  });
  const ids = [1, 2, 3, 4, 5, 6, 7, 8];
  await Promise.all(
    ids.map((id) =>
      handleTelegramUpdate({
        ...{ connectionId: bot.connection.id, update: update(id), now: new Date() },
        enqueueTurn: async () => undefined,
      }),
    ),
  );
  expect((await storedMessages(bot)).map((message) => Number(message.externalId))).toEqual(ids);
});

test("a provider's failure is told and not charged", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  const model = bot.models[0] ?? "";
  assistant.sandbox.provider.faults.push({ id: 991, model, times: null, hits: 0, status: 400, message: "no" });
  await ann.say("hello?");
  const [answer] = await ann.hears(1, 40_000);
  expect(answer?.text).toContain("could not get an answer");
  await getLedger().flush();
  expect(await getDb().usageRecord.count({ where: { teamId: bot.team.id } })).toBe(0);
});

test("a deactivated team's bot stops within five seconds, and answers again when it is back", async () => {
  const bot = await assistant.bot();
  const ann = await newPerson(assistant.sandbox, bot);
  await ann.say("before");
  await ann.hears(1);
  await getDb().team.update({ where: { id: bot.team.id }, data: { active: false } });
  const polls = () => assistant.sandbox.telegram.bots.get(bot.id)?.endPoll === undefined;
  await until(polls, 5_000);
  await ann.say("during");
  await getDb().team.update({ where: { id: bot.team.id }, data: { active: true } });
  expect((await ann.hears(2, 15_000))[1]?.text).toContain("during");
});
