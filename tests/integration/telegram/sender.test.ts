import { afterAll, beforeAll, expect, test } from "vitest";
import type { LoadedConnection } from "#lib/channels/load-connection.ts";
import { callTelegram } from "#lib/channels/telegram/sender/call-telegram.ts";
import { metricsRegistry } from "#lib/infra/metrics.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";
import { closeAll, control } from "#tests/integration/assistant/harness.ts";
import type { Command } from "./sender-child.ts";
import { type SenderProcess, spawnSender } from "./spawn-sender.ts";

let sandbox: Sandbox;
let senders: [SenderProcess, SenderProcess];
let nextId = 610_000;

beforeAll(async () => {
  sandbox = await startSandbox();
  senders = await Promise.all([spawnSender(), spawnSender()]);
});
afterAll(async () => {
  await Promise.all(senders.map((sender) => sender.end()));
  await sandbox.close();
  await closeAll();
});

/** A bot, people who have written to it, and groups that it is in. */
async function makeBot(options: { people?: number; groups?: number } = {}) {
  nextId += 1_000;
  const botId = nextId;
  const token = `${botId}:sandbox-sender`;
  await control(sandbox, "POST", "/bots", { token });
  const people = Array.from({ length: options.people ?? 0 }, (_, index) => botId * 1_000 + index);
  for (const id of people) {
    await control(sandbox, "POST", "/users", { id, firstName: "Ann" });
    await control(sandbox, "POST", `/chats/${botId}:${id}/messages`, { userId: id, text: "/start" });
  }
  const groups = Array.from({ length: options.groups ?? 0 }, (_, index) => -1_000_000_000_000 - botId * 10 - index);
  for (const id of groups) {
    const members = [{ userId: botId, status: "member" }];
    await control(sandbox, "POST", "/chats", { id, type: "supergroup", title: "G", members });
  }
  const connection: LoadedConnection = {
    ...{ id: uniqueName("sender"), teamId: "t", kind: "TELEGRAM", name: "bot", externalId: null, username: null },
    ...{ defaultModel: null, active: true, assistant: true, gate: false, inbox: false, webhookSecretHash: null },
    ...{ token, settings: { apiRoot: sandbox.telegramApiRoot } },
  };
  const calls = () => sandbox.telegram.calls.filter((call) => call.botId === botId && call.method !== "getMe");
  return { connection, people, groups: groups as [number, ...number[]], calls };
}

/** The same calls in both processes at once. */
async function both(command: Command): Promise<string[]> {
  return (await Promise.all(senders.map((sender) => sender.run(command)))).flat();
}

const many = (count: number, call: Partial<Command["calls"][number]> & { chatId: number }) =>
  Array.from({ length: count }, (_, index) => ({ text: `${index}`, priority: 1 as const, maxWaitMs: 300, ...call }));

/** Never more than so many at once, and so many a second after that, as the calls arrived. */
function expectPace(times: number[], atOnce: number, everyMs: number): void {
  const sorted = times.toSorted((a, b) => a - b);
  for (const [from, first] of sorted.entries()) {
    for (const [to, last] of sorted.entries()) {
      if (to < from) continue;
      // A call takes its time from its turn to the sandbox: one more than the budget may seem to come together.
      expect(to - from + 1).toBeLessThanOrEqual(atOnce + Math.ceil((last - first) / everyMs) + 1);
    }
  }
}

test("two processes share a group's budget: together no more than one alone, and the rest is told to wait", async () => {
  const { connection, groups, calls } = await makeBot({ groups: 1 });
  const results = await both({ connection, calls: many(12, { chatId: groups[0] }) });
  expect(new Set(results)).toEqual(new Set(["ok", "wait"]));
  const sent = calls().filter(({ status }) => status === 200);
  expect(sent.length).toBe(results.filter((result) => result === "ok").length);
  expect(sent.length).toBeGreaterThanOrEqual(4);
  expectPace(
    sent.map(({ at }) => at),
    4,
    4_000,
  );
});

test("two processes share the bot's budget, whatever chats they write to", async () => {
  const { connection, people, calls } = await makeBot({ people: 60 });
  const [a, b] = await Promise.all([
    senders[0].run({
      connection,
      calls: people.slice(0, 30).flatMap((chatId) => many(1, { chatId, maxWaitMs: 30_000 })),
    }),
    senders[1].run({ connection, calls: people.slice(30).flatMap((chatId) => many(1, { chatId, maxWaitMs: 30_000 })) }),
  ]);
  expect([...a, ...b]).toEqual(Array(60).fill("ok"));
  const times = calls().map(({ at }) => at);
  expect(times).toHaveLength(60);
  // Three windows of a second: 25, 25 and 10.
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1_800);
});

test("a 429 with retry_after: no process calls that chat before it has passed, for whatever; another chat is free", async () => {
  const { connection, groups, calls } = await makeBot({ groups: 2 });
  const [busy, free] = groups as unknown as [number, number];
  const retryAfter = 4;
  await control(sandbox, "POST", "/faults", { chatId: busy, status: 429, retryAfter });
  const refused = await senders[0].run({ connection, calls: many(1, { chatId: busy, maxWaitMs: 0 }) });
  expect(refused).toEqual(["wait"]);
  const refusal = calls().find(({ status }) => status === 429);
  const patient = both({
    connection,
    calls: [
      ...many(1, { chatId: busy, maxWaitMs: 60_000 }),
      ...many(1, { chatId: busy, maxWaitMs: 60_000, what: "typing" }),
      ...many(1, { chatId: busy, maxWaitMs: 60_000, priority: 0 }),
    ],
  });
  expect(await both({ connection, calls: many(1, { chatId: free, maxWaitMs: 60_000 }) })).toEqual(["ok", "ok"]);
  expect(await patient).toEqual(Array(6).fill("ok"));
  const after = calls().filter((call) => call.chatId === busy && call.seq > (refusal?.seq ?? 0));
  expect(after).toHaveLength(6);
  expect(Math.min(...after.map(({ at }) => at))).toBeGreaterThanOrEqual((refusal?.at ?? 0) + retryAfter * 1_000);
});

test("429s of many chats at once are the bot's: then nothing of it is called, and other bots are", async () => {
  const { connection, groups, calls } = await makeBot({ groups: 6 });
  const other = await makeBot({ groups: 1 });
  await control(sandbox, "POST", "/faults", {
    botId: Number(connection.token?.split(":")[0]),
    status: 429,
    retryAfter: 3,
    times: 5,
  });
  const command = (chatId: number, maxWaitMs: number) => many(1, { chatId, maxWaitMs });
  await senders[0].run({ connection, calls: groups.slice(0, 5).flatMap((chatId) => command(chatId, 0)) });
  const refusals = calls().filter(({ status }) => status === 429);
  expect(refusals).toHaveLength(5);
  const last = Math.max(...refusals.map(({ at }) => at));
  const untouched = groups.at(-1) ?? 0;
  const [later, elsewhere] = await Promise.all([
    senders[1].run({ connection, calls: command(untouched, 60_000) }),
    senders[1].run({ connection: other.connection, calls: command(other.groups[0], 0) }),
  ]);
  expect([later, elsewhere]).toEqual([["ok"], ["ok"]]);
  const sent = calls().filter(({ status }) => status === 200);
  // The bot waits from the fifth on, if all five came within a second; a slower machine has them one by one.
  const together = last - Math.min(...refusals.map(({ at }) => at)) < 500;
  if (together) expect(sent[0]?.at).toBeGreaterThanOrEqual(last + 2_500);
});

test("calls of one chat keep their order; a press overtakes them", async () => {
  const { connection, people, calls } = await makeBot({ people: 1 });
  const [chatId = 0] = people;
  const call = (text: string, priority: 0 | 1) => ({ chatId, text, priority, maxWaitMs: 60_000 });
  const texts = ["a", "b", "c", "d", "e", "f"];
  const run = senders[0].run({ connection, calls: texts.map((text) => call(text, 1)) });
  await expect.poll(() => calls().length).toBeGreaterThanOrEqual(3);
  const press = senders[1].run({ connection, calls: [call("press", 0)] });
  expect([await run, await press]).toEqual([Array(6).fill("ok"), ["ok"]]);
  const order = calls().map(({ params }) => params.text);
  expect(order.filter((text) => text !== "press")).toEqual(texts);
  expect(order.indexOf("press")).toBeLessThan(6);
});

test("tries three times what may be repeated, and once what may not; and counts it all", async () => {
  const { connection, people, calls } = await makeBot({ people: 1 });
  const [chatId = 0] = people;
  const call = (idempotent: boolean) =>
    callTelegram({
      ...{ connection, priority: 1, chatId, counts: true, idempotent, maxWaitMs: 60_000 },
      run: (api, signal) => api.sendMessage(chatId, "x", {}, signal),
    });
  await control(sandbox, "POST", "/faults", { chatId, status: 502, times: 3 });
  expect(await call(true)).toMatchObject({ ok: false, reason: "unknown" });
  expect(calls()).toHaveLength(3);
  await control(sandbox, "POST", "/faults", { chatId, status: 502, times: 1 });
  expect(await call(false)).toMatchObject({ ok: false, reason: "unknown" });
  expect(calls()).toHaveLength(4);
  await control(sandbox, "POST", "/faults", { chatId, status: 502, times: 2 });
  expect(await call(true)).toMatchObject({ ok: true });
  // Never connected: it cannot have been sent.
  const nowhere = { ...connection, id: `${connection.id}-x`, settings: { apiRoot: "http://127.0.0.1:9" } };
  const unreachable = await callTelegram({
    ...{ connection: nowhere, priority: 1, chatId, counts: true, idempotent: false, maxWaitMs: 60_000 },
    run: (api, signal) => api.sendMessage(chatId, "x", {}, signal),
  });
  expect(unreachable).toMatchObject({ ok: false, reason: "unknown", notSent: true });
  const metrics = await metricsRegistry().metrics();
  expect(metrics).toContain(`switchboard_telegram_calls_total{connection="${connection.id}"} 7`);
  expect(metrics).toContain(`switchboard_telegram_errors_total{connection="${connection.id}",code="502"} 6`);
  expect(metrics).toContain(`switchboard_telegram_errors_total{connection="${nowhere.id}",code="network"} 3`);
  expect(metrics).toContain(
    `switchboard_telegram_rate_limit_delay_seconds_count{connection="${connection.id}",priority="1"}`,
  );
});
