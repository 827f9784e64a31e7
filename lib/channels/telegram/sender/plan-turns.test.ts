import fc from "fast-check";
import { expect, test } from "vitest";
import { type BudgetState, emptyState, mergeStates, parseState, pruneState, WHOLE_BOT } from "./budget-state.ts";
import { type Ask, planTurns } from "./plan-turns.ts";

const START = 1_800_000_000_000;
const ask = (fields: Partial<Ask>): Ask => ({
  ...{ chat: "7", priority: 1, counts: true, optional: false },
  ...fields,
});

function plan(state: BudgetState, asks: Ask[], now = START, self = "me") {
  return planTurns({ state, asks, now, self });
}

/** How many of these go at once. */
function going(state: BudgetState, asks: Ask[], now = START, self = "me"): number {
  return plan(state, asks, now, self).waits.filter((wait) => wait === 0).length;
}

const times = (count: number, fields: Partial<Ask>) => Array.from({ length: count }, () => ask(fields));
const chats = (count: number, fields: Partial<Ask> = {}) =>
  Array.from({ length: count }, (_, index) => ask({ chat: `${index + 1}`, ...fields }));

test.each<[string, Ask[], number]>([
  ["answers to one person: a short burst", times(9, {}), 3],
  ["presses of one person: one more", times(9, { priority: 0 }), 4],
  ["drafts leave room for what must go", times(9, { optional: true }), 2],
  ["a broadcast's message to one person", times(9, { priority: 2 }), 1],
  ["to one group", times(9, { chat: "-100" }), 4],
  ["commands of one group's admins", times(9, { chat: "-100", priority: 0 }), 5],
  ["a broadcast's messages to one group", times(9, { chat: "-100", priority: 2 }), 1],
  ["a channel by its name is no person", times(9, { chat: "@news", priority: 0 }), 5],
  ["all chats together", chats(60), 25],
  ["a broadcast", chats(60, { priority: 2 }), 1],
  ["what does not count", times(60, { counts: false }), 60],
])("at once: %s", (_, asks, expected) => {
  expect(going(emptyState(), asks)).toBe(expected);
});

test("what has to wait is told exactly how long", () => {
  const { waits, state } = plan(emptyState(), times(5, {}));
  expect(waits).toEqual([0, 0, 0, 1_000, 1_000]);
  expect(plan(state, [ask({})], START + 999).waits).toEqual([1]);
  expect(plan(state, [ask({})], START + 1_000).waits).toEqual([0]);
  const group = plan(emptyState(), times(5, { chat: "-1" }));
  expect(group.waits.at(-1)).toBe(4_000);
  const all = plan(emptyState(), chats(26));
  expect(all.waits.at(-1)).toBe(1_050);
});

test("a retry_after holds for its chat alone, or for the whole bot, and for what does not count too", () => {
  const blocked = { ...emptyState(), blocks: { "7": START + 30_000 } };
  const asks = [ask({ priority: 0 }), ask({ counts: false }), ask({ chat: "8" }), ask({ chat: null, counts: false })];
  expect(plan(blocked, asks).waits).toEqual([30_000, 30_000, 0, 0]);
  expect(plan(blocked, asks, START + 29_999).waits).toEqual([1, 1, 0, 0]);
  expect(plan(blocked, asks, START + 30_000).waits).toEqual([0, 0, 0, 0]);
  const bot = { ...emptyState(), blocks: { [WHOLE_BOT]: START + 9_000 } };
  expect(plan(bot, asks).waits).toEqual([9_000, 9_000, 9_000, 9_000]);
});

test("what the bot is short of goes to the higher priority first, in whatever process it waits", () => {
  const spent = plan(emptyState(), chats(25)).state;
  // Theirs is a press that waits; ours are an answer and a broadcast.
  const theirs = plan(spent, [ask({ chat: "900", priority: 0 })], START + 500, "they");
  expect(theirs).toMatchObject({ waits: [550], changed: true });
  const ours = [ask({ chat: "901" }), ask({ chat: "902", priority: 2 })];
  const soon = START + 1_060;
  expect(plan(theirs.state, ours, soon).waits.every((wait) => wait > 0)).toBe(true);
  const pressed = plan(theirs.state, [ask({ chat: "900", priority: 0 })], soon, "they");
  expect(pressed.waits).toEqual([0]);
  // Its turn has come, and with it the claim is gone.
  expect(plan(pressed.state, ours, soon).waits).toEqual([0, 0]);
});

test("the claim of a process that died is believed for a moment only", () => {
  const spent = plan(emptyState(), chats(25)).state;
  const { state } = plan(spent, [ask({ chat: "900", priority: 0 })], START + 500, "dead");
  expect(plan(state, [ask({ chat: "901" })], START + 1_060).waits[0]).toBeGreaterThan(0);
  expect(plan(state, [ask({ chat: "901" })], START + 1_400).waits).toEqual([0]);
});

test("a chat that is short of budget claims nothing of the bot's", () => {
  const full = plan(emptyState(), times(4, { priority: 0 })).state;
  expect(plan(full, [ask({ priority: 0 })], START).state.claims).toEqual({});
});

test("a store's clock that was set back holds nobody up for longer than a full budget takes", () => {
  const { state } = plan(emptyState(), [...times(4, { chat: "-1", priority: 0 }), ...chats(21)]);
  for (const back of [900, 5_000, 600_000]) {
    const earlier = START - back;
    expect(plan(state, [ask({ chat: "-1", priority: 0 })], earlier).waits[0]).toBeLessThanOrEqual(20_000);
    const others = chats(25).map((one) => ({ ...one, chat: `9${one.chat}` }));
    expect(going(state, others, earlier + 2_100)).toBe(25);
  }
});

test("what a store lost is known again from what a process remembers, and both hold what either knew", () => {
  const mine = { ...plan(emptyState(), chats(3)).state, blocks: { "5": START + 60_000, "6": START + 1 } };
  const theirs = { ...emptyState(), blocks: { "6": START + 9_000 } };
  const merged = mergeStates({ mine, theirs, now: START + 10 });
  expect(merged.blocks).toEqual({ "5": START + 60_000, "6": START + 9_000 });
  expect(merged.sent).toHaveLength(3);
  // What is long over does not outweigh what the store has of late.
  const later = mergeStates({ mine, theirs: { ...emptyState(), sent: [START + 5_000] }, now: START + 5_000 });
  expect(later.sent).toEqual([START + 5_000]);
});

test.each(["", "{", "[]", '{"sent":"x"}'])("a store that holds %j holds nothing", (text) => {
  expect(parseState(text)).toEqual(emptyState());
});

const anyAsk = fc.record({
  chat: fc.constantFrom("1", "2", "3", "-1", "-2", "@c"),
  priority: fc.constantFrom(0 as const, 1 as const, 2 as const),
  counts: fc.constant(true),
  optional: fc.boolean(),
});

test("however asks come, from however many processes, no budget is ever overdrawn", () => {
  const step = fc.record({
    asks: fc.array(anyAsk, { maxLength: 12 }),
    pause: fc.nat({ max: 3_000 }),
    self: fc.constantFrom("a", "b"),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 120 }), (steps) => {
      let state = emptyState();
      let now = START;
      const sent: { at: number; chat: string; priority: number }[] = [];
      for (const { asks, pause, self } of steps) {
        now += pause;
        const sorted = asks.toSorted((a, b) => a.priority - b.priority);
        const { waits, state: next } = plan(state, sorted, now, self);
        // As it goes through a store.
        state = parseState(JSON.stringify(next));
        for (const [index, { chat, priority }] of sorted.entries()) {
          if (waits[index] === 0) sent.push({ at: now, chat, priority });
        }
      }
      const most = (list: { at: number }[], ms: number) =>
        Math.max(0, ...list.map(({ at }) => list.filter((one) => one.at >= at && one.at <= at + ms).length));
      expect(most(sent, 1_000)).toBeLessThanOrEqual(25);
      expect(
        most(
          sent.filter(({ priority }) => priority === 2),
          999,
        ),
      ).toBeLessThanOrEqual(5);
      for (const chat of ["-1", "-2", "@c"]) {
        expect(
          most(
            sent.filter((one) => one.chat === chat),
            60_000,
          ),
        ).toBeLessThanOrEqual(20);
      }
      for (const chat of ["1", "2", "3"]) {
        const ofChat = sent.filter((one) => one.chat === chat);
        expect(most(ofChat, 9_999)).toBeLessThanOrEqual(4 + 9);
        expect(
          most(
            ofChat.filter(({ priority }) => priority === 2),
            999,
          ),
        ).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 150 },
  );
});

test("whenever somebody waits for the bot's budget, nobody of a lower priority goes in the same moment", () => {
  const many = fc.array(
    fc.record({
      chat: fc.nat({ max: 400 }).map(String),
      priority: fc.constantFrom(0 as const, 1 as const, 2 as const),
    }),
    { minLength: 20, maxLength: 60 },
  );
  fc.assert(
    fc.property(many, many, (ours, theirs) => {
      const asks = (list: typeof ours) => list.map((one) => ask(one)).toSorted((a, b) => a.priority - b.priority);
      const first = plan(emptyState(), asks(ours), START, "us");
      const second = plan(first.state, asks(theirs), START, "they");
      const starving = asks(ours).filter(
        ({ chat, priority }, index) => (first.waits[index] ?? 0) >= 1_050 && priority < 2 && chat !== null,
      );
      const highest = Math.min(3, ...starving.map(({ priority }) => priority));
      for (const [index, one] of asks(theirs).entries()) {
        if (second.waits[index] === 0) expect(one.priority).toBeLessThanOrEqual(highest);
      }
    }),
  );
});

test("what is pruned is gone, and pruning twice changes nothing", () => {
  const { state } = plan(emptyState(), [...times(3, {}), ...times(3, { chat: "-1" })]);
  expect(pruneState(state, START + 60_000)).toEqual({ ...emptyState(), bulkAt: state.bulkAt });
  expect(pruneState(pruneState(state, START + 5), START + 5)).toEqual(pruneState(state, START + 5));
});
