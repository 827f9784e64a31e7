import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import {
  type Bot,
  closeAll,
  control,
  createBot,
  pendingIn,
  saidByBot,
  until,
  wait,
} from "#tests/integration/assistant/harness.ts";
import { type ChildWorker, startWorker } from "./start-worker.ts";

let sandbox: Sandbox;
const workers: ChildWorker[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({
    provider: { chunkDelayMs: 20, chunkSize: 6 },
    telegram: { settings: { latencyMs: 25 } },
  });
});
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await sandbox.close();
  await closeAll();
});

const PEOPLE = 100;

test("kill -9 in the middle of 100 conversations: every message has exactly one answer and one charge", async () => {
  const bot = await createBot(sandbox, {});
  workers.push(await startWorker([bot.connection.id]));
  const people = Array.from({ length: PEOPLE }, (_, index) => 70_000_000 + bot.id * 200 + index);
  for (const id of people) await control(sandbox, "POST", "/users", { id, firstName: `Person ${id}` });
  const chatOf = (id: number) => `${bot.id}:${id}`;
  // Short answers that come whole, ones that show as drafts, and ones of several messages.
  const sizes = [5, 60, 500, 1_500];
  await Promise.all(
    people.map(async (id, index) => {
      const text = `[[words:${sizes[index % sizes.length]}]]`;
      await control(sandbox, "POST", `/chats/${chatOf(id)}/messages`, { userId: id, text });
    }),
  );
  // Killed over and over, each time somewhere else in the work.
  for (const pause of [1_500, 2_500, 4_000, 6_000]) {
    await wait(pause);
    await workers.at(-1)?.kill();
    workers.push(await startWorker([bot.connection.id]));
  }
  await until(async () => (await answered(bot)) === PEOPLE && (await pendingIn(bot)) === 0, 300_000);

  for (const [index, id] of people.entries()) {
    const said = await saidByBot(sandbox, chatOf(id), bot);
    const words = said
      .map((message) => message.text)
      .join(" ")
      .split(/\s+/);
    expect({ index, words: words.length, messages: said.length }).toEqual({
      ...{ index, words: sizes[index % sizes.length] },
      messages: await partsOf(bot, id),
    });
  }
  await until(async () => (await getDb().usageRecord.count({ where: { teamId: bot.team.id } })) === PEOPLE, 20_000);
  const charges = await getDb().usageRecord.findMany({ where: { teamId: bot.team.id } });
  expect(new Set(charges.map((row) => row.idempotencyKey)).size).toBe(PEOPLE);
  const answers = await getDb().message.findMany({ where: { teamId: bot.team.id, direction: "OUTBOUND" } });
  expect(new Set(answers.map((row) => row.turnKey))).toEqual(new Set(charges.map((row) => row.idempotencyKey)));
}, 400_000);

// The worst moment: Telegram has the message, and the worker dies before it hears so.
test.each([
  ["the answer itself", "[[words:9]]", 9],
  ["the first draft of an answer", "[[words:700]]", 700],
])(
  "kill -9 between a send's effect and its answer: %s",
  async (_name, text, count) => {
    const bot = await createBot(sandbox, {});
    const first = await startWorker([bot.connection.id]);
    workers.push(first);
    const id = 70_000_000 + bot.id * 200 + 199;
    await until(() => sandbox.telegram.bots.has(bot.id));
    await control(sandbox, "POST", "/users", { id, firstName: "Ann" });
    const fault = {
      id: bot.id,
      botId: bot.id,
      method: "sendMessage",
      times: null,
      hits: 0,
      hang: true,
      afterEffect: true,
    };
    sandbox.telegram.faults.push(fault);
    const chat = `${bot.id}:${id}`;
    await control(sandbox, "POST", `/chats/${chat}/messages`, { userId: id, text });
    await until(async () => (await saidByBot(sandbox, chat, bot)).length === 1);
    await first.kill();
    sandbox.telegram.faults.splice(sandbox.telegram.faults.indexOf(fault), 1);
    workers.push(await startWorker([bot.connection.id]));
    await until(async () => (await answered(bot)) === 1, 60_000);
    const said = await saidByBot(sandbox, chat, bot);
    expect(
      said
        .map((message) => message.text)
        .join(" ")
        .split(/\s+/),
    ).toHaveLength(count);
    expect(said).toHaveLength(await partsOf(bot, id));
    await until(async () => (await getDb().usageRecord.count({ where: { teamId: bot.team.id } })) === 1);
  },
  90_000,
);

test("a killed poller's bot is polled by another process within ten seconds", async () => {
  const bot = await createBot(sandbox, {});
  const first = await startWorker([bot.connection.id]);
  const second = await startWorker([bot.connection.id]);
  workers.push(first, second);
  const id = 70_000_000 + bot.id * 200 + 198;
  await until(() => sandbox.telegram.bots.has(bot.id));
  await control(sandbox, "POST", "/users", { id, firstName: "Ann" });
  const chat = `${bot.id}:${id}`;
  const say = (text: string) => control(sandbox, "POST", `/chats/${chat}/messages`, { userId: id, text });
  await say("one");
  await until(async () => (await answered(bot)) === 1);
  await first.kill();
  const killedAt = performance.now();
  await say("two");
  await until(async () => (await answered(bot)) === 2, 20_000);
  expect(performance.now() - killedAt).toBeLessThan(11_000);
  expect(await saidByBot(sandbox, chat, bot)).toHaveLength(2);
}, 60_000);

function answered(bot: Bot): Promise<number> {
  return getDb().message.count({ where: { teamId: bot.team.id, direction: "OUTBOUND", status: "SENT" } });
}

/** How many messages the stored answer was delivered as. */
async function partsOf(bot: Bot, userId: number): Promise<number> {
  const answer = await getDb().message.findFirstOrThrow({
    where: { teamId: bot.team.id, direction: "OUTBOUND", room: { partnerRoomId: String(userId) } },
  });
  return (answer.delivery as { parts: unknown[] }).parts.length;
}
