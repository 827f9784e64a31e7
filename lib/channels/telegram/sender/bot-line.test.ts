import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBotLine, type Turn } from "./bot-line.ts";
import type { BudgetStore, StoredBudget } from "./budget-store.ts";
import type { Ask } from "./plan-turns.ts";
import { steadyStore } from "./steady-store.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A store as the real ones are, with a clock of its own and answers that take a moment. */
function sharedStore() {
  const held = new Map<string, StoredBudget>();
  const store = {
    away: false,
    trips: 0,
    held,
    async answer<T>(make: () => T): Promise<T & { now: number }> {
      store.trips += 1;
      await new Promise((settle) => setTimeout(settle, 2));
      if (store.away) throw new Error("the store is away");
      return { ...make(), now: Date.now() };
    },
    load: (bot: string) => store.answer(() => held.get(bot) ?? { version: "", text: "" }),
    swap: ({ bot, from, to }: Parameters<BudgetStore["swap"]>[0]) =>
      store.answer(() => {
        const now = held.get(bot) ?? { version: "", text: "" };
        if (now.version !== from) return { instead: now };
        held.set(bot, to);
        return { instead: null };
      }),
  };
  return store;
}

/** A process of the fleet: its line, and what went through it, in order. */
function process(store: BudgetStore, self: string) {
  const line = createBotLine({ bot: "b", store: steadyStore(store), self });
  const went: string[] = [];
  return {
    line,
    went,
    call(name: string, fields: Partial<Ask> & { maxWaitMs?: number; signal?: AbortSignal } = {}): Promise<Turn> {
      const { maxWaitMs = 60_000, signal, ...rest } = fields;
      const ask: Ask = { ...{ chat: name, priority: 1, counts: true, optional: false }, ...rest };
      const turn = line.turn(ask, { maxWaitMs, signal });
      turn.then(
        ({ ok }) => ok && went.push(name),
        () => undefined,
      );
      return turn;
    },
  };
}

const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("an uncontended call costs one trip to the store, and calls that come together share it", async () => {
  const store = sharedStore();
  const { call, went } = process(store, "a");
  await Promise.all([call("1"), later(10)]);
  expect(store.trips).toBe(1);
  await Promise.all([call("2"), call("3"), call("4"), later(10)]);
  expect([store.trips, went]).toEqual([2, ["1", "2", "3", "4"]]);
});

test("two processes share one budget", async () => {
  const store = sharedStore();
  const [a, b] = [process(store, "a"), process(store, "b")];
  for (let index = 0; index < 40; index += 1) void (index % 2 ? a : b).call(`${index}`);
  await later(900);
  expect(a.went.length + b.went.length).toBe(25);
  await later(1_000);
  expect(a.went.length + b.went.length).toBe(40);
});

test("a press goes before answers, and answers before broadcasts, whichever process they wait in", async () => {
  const store = sharedStore();
  const [a, b] = [process(store, "a"), process(store, "b")];
  for (let index = 0; index < 25; index += 1) void a.call(`early-${index}`);
  await later(100);
  const order: string[] = [];
  const note = (name: string) => () => void order.push(name);
  for (let index = 0; index < 3; index += 1) void a.call(`bulk-${index}`, { priority: 2 }).then(note("bulk"));
  for (let index = 0; index < 20; index += 1) void a.call(`answer-${index}`).then(note("answer"));
  for (let index = 0; index < 20; index += 1) void b.call(`press-${index}`, { priority: 0 }).then(note("press"));
  await later(5_000);
  expect(order.slice(0, 20)).toEqual(Array(20).fill("press"));
  expect(order.slice(20, 40)).toEqual(Array(20).fill("answer"));
  expect(order.slice(40)).toEqual(Array(3).fill("bulk"));
});

test("a chat with a crowd keeps no other waiting", async () => {
  const { call, went } = process(sharedStore(), "a");
  for (let index = 0; index < 500; index += 1) void call("-1", { maxWaitMs: 3_600_000 });
  await later(50);
  expect(went).toHaveLength(4);
  await Promise.all([call("-2"), call("-3", { priority: 0 }), later(20)]);
  expect(went.slice(4).sort()).toEqual(["-2", "-3"]);
  // Where the bot's own budget is short, chats take turns.
  for (let index = 0; index < 60; index += 1) void call(index < 50 ? "7" : `${index}`, { priority: 0 });
  await later(100);
  expect(went.filter((name) => /^5\d$/.test(name))).toHaveLength(10);
});

test("a retry_after silences its chat in every process at once, and no other chat", async () => {
  const store = sharedStore();
  const [a, b] = [process(store, "a"), process(store, "b")];
  await Promise.all([b.call("9"), later(10)]);
  await Promise.all([a.line.block("7", 30), later(10)]);
  const refused = b.call("7", { counts: false, maxWaitMs: 1_000 });
  await Promise.all([refused, later(10)]);
  expect(await refused).toMatchObject({ ok: false, seconds: 30 });
  const waits = [a.call("7"), b.call("7", { counts: false })];
  void b.call("8");
  await later(29_900);
  expect([...a.went, ...b.went]).toEqual(["9", "8"]);
  await Promise.all([...waits, later(200)]);
  expect(a.went).toEqual(["7"]);
});

test("what Telegram asks while a trip to the store is under way is not forgotten with its answer", async () => {
  const store = sharedStore();
  const [a, b] = [process(store, "a"), process(store, "b")];
  for (const chat of ["1", "2", "3", "4"]) {
    void a.call(`${chat}0`);
    void b.call(`${chat}1`);
    await later(1);
    void a.line.block(chat, 30);
    await later(1);
  }
  await later(50);
  for (const chat of ["1", "2", "3", "4"]) {
    for (const one of [a, b]) {
      const refused = one.call(chat, { maxWaitMs: 0, counts: false });
      await later(10);
      expect(await refused).toMatchObject({ ok: false });
    }
  }
});

test("while the store is away each process goes by its own memory, and forgets nothing when it is back, even empty", async () => {
  const warn = vi.spyOn((await import("../../../infra/log.ts")).log(), "warn").mockReturnValue(undefined);
  const store = sharedStore();
  const [a, b] = [process(store, "a"), process(store, "b")];
  await Promise.all([a.call("-1"), a.call("-1"), b.call("5"), later(50)]);
  store.away = true;
  for (let index = 0; index < 5; index += 1) void a.call("-1", { maxWaitMs: 0 });
  await later(20);
  // Two went before, two more fill the budget.
  expect(a.went.filter((name) => name === "-1")).toHaveLength(4);
  await Promise.all([a.line.block("7", 60), later(10)]);
  expect(warn).toHaveBeenCalledTimes(1);
  store.away = false;
  store.held.clear();
  await later(2_500);
  await Promise.all([a.call("6"), later(10)]);
  const other = b.call("7", { maxWaitMs: 0 });
  await later(10);
  expect(await other).toMatchObject({ ok: false, seconds: 58 });
  warn.mockRestore();
});

test("what cannot go within its time is refused at once; what is given up is gone", async () => {
  const { call, went } = process(sharedStore(), "a");
  for (let index = 0; index < 4; index += 1) void call("1", { priority: 0 });
  const hasty = call("1", { maxWaitMs: 500 });
  const giving = new AbortController();
  const given = call("1", { signal: giving.signal }).catch((error: Error) => error.message);
  await later(10);
  expect(await hasty).toEqual({ ok: false, seconds: 2 });
  giving.abort(new Error("not wanted any more"));
  expect(await given).toBe("not wanted any more");
  await later(10_000);
  expect(went).toHaveLength(4);
});
