import { expect, test } from "vitest";
import { createLastMinute } from "./last-minute.ts";

test("counts since the start become counts of the last minute", () => {
  const minute = createLastMinute();
  const at = (seconds: number, done: number, failed = 0) => minute.add(seconds * 1_000, { q: { done, failed } }).q;
  expect(at(0, 0)).toEqual({ done: 0, failed: 0 });
  expect(at(5, 4, 1)).toEqual({ done: 4, failed: 1 });
  expect(at(30, 10, 1)).toEqual({ done: 10, failed: 1 });
  expect(at(60, 20, 1)).toEqual({ done: 20, failed: 1 });
  // The first minute has passed: what was counted by second 5 is over.
  expect(at(65, 20, 1)).toEqual({ done: 16, failed: 0 });
  expect(at(90, 20, 2)).toEqual({ done: 10, failed: 1 });
  expect(at(300, 20, 2)).toEqual({ done: 0, failed: 0 });
});

test("a queue that shows up later counts from zero", () => {
  const minute = createLastMinute();
  minute.add(0, {});
  expect(minute.add(1_000, { late: { done: 3, failed: 0 } })).toEqual({ late: { done: 3, failed: 0 } });
});
