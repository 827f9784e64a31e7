import fc from "fast-check";
import { expect, test } from "vitest";
import { createVerdictTable } from "./verdict-table.ts";

const born = Date.UTC(2026, 0, 1);
const member = (at: number, updateId = 0) => ({
  state: "member" as const,
  at: born + at,
  expiresAt: born + at + 600_000,
  updateId,
});
const stranger = (at: number, updateId = 0) => ({
  state: "not_member" as const,
  at: born + at,
  expiresAt: born + at + 60_000,
  updateId,
});

test("what was put is found again, and nothing else", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.nat({ max: 50 }), fc.integer({ min: 1, max: 2 ** 52 })), {
        selector: String,
        maxLength: 200,
      }),
      (people) => {
        const table = createVerdictTable({ slots: 100_000, born });
        for (const [index, [pair, userId]] of people.entries())
          table.put(pair, userId, index % 2 ? member(1_000) : stranger(2_000));
        for (const [index, [pair, userId]] of people.entries()) {
          if (table.get(pair, userId)?.state !== (index % 2 ? "member" : "not_member")) return false;
        }
        return table.get(51, 1) === undefined && table.size() === people.length;
      },
    ),
    { numRuns: 20 },
  );
});

test("it holds what it has room for, and drops first what expires first", () => {
  const table = createVerdictTable({ slots: 8, born });
  for (let user = 1; user <= 7; user += 1) table.put(1, user, member(user * 1_000));
  table.put(1, 8, stranger(8_000));
  table.put(1, 9, member(9_000));
  expect(table.get(1, 8)).toBeUndefined();
  expect(table.size()).toBe(8);
  table.put(1, 10, member(10_000));
  expect(table.get(1, 1)).toBeUndefined();
  expect(table.get(1, 9)?.state).toBe("member");
});

test.each([
  ["an answer replaces an older answer", member(1_000), stranger(2_000), "not_member"],
  ["an answer that was asked for before does not", stranger(2_000), member(1_000), "not_member"],
  ["an update replaces an answer", member(2_000), stranger(2_000, 7), "not_member"],
  ["an answer asked for after an update replaces it", stranger(1_000, 7), member(2_000), "member"],
  ["an answer asked for before an update came does not", stranger(2_000, 7), member(1_000), "not_member"],
  ["nor one asked for at the same moment", stranger(2_000, 7), member(2_000), "not_member"],
  ["a later update replaces an earlier one", member(1_000, 7), stranger(1_000, 8), "not_member"],
  ["an earlier update that comes late does not", stranger(1_000, 8), member(3_000, 7), "not_member"],
  ["numbers that start anew after a week are later", stranger(0, 900), member(8 * 86_400_000, 3), "member"],
])("%s", (_name, first, then, state) => {
  const table = createVerdictTable({ slots: 100, born });
  table.put(3, 42, first);
  table.put(3, 42, then);
  expect(table.get(3, 42)?.state).toBe(state);
});

test("a million members take less than 60 MB", () => {
  const before = process.memoryUsage();
  const table = createVerdictTable({ slots: 1_572_864, born });
  for (let user = 1; user <= 1_000_000; user += 1) table.put(user % 1_000, 5_000_000_000 + user * 7, member(user));
  const after = process.memoryUsage();
  expect(table.size()).toBeGreaterThan(970_000);
  expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(60 * 1_048_576);
});
