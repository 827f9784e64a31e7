import { expect, test } from "vitest";
import { backoffDelay } from "./backoff-delay.ts";
import { telegramUpdates } from "./telegram.ts";

test.each([
  [1, 0, 500],
  [2, 0, 1_000],
  [4, 0, 4_000],
  [9, 0, 60_000],
  [1_499, 0, 60_000],
  [1, 1, 350],
  [9, 1, 42_000],
])("after %i failures, with the dice at %d: %i ms", (attemptsMade, chance, expected) => {
  expect(backoffDelay({ attemptsMade, firstMs: 500, maxMs: 60_000, chance })).toBe(expected);
});

test("an update that was acknowledged is tried for most of a day, however long the database is away", () => {
  const { attempts, backoffMs, maxBackoffMs = 0 } = telegramUpdates.contract;
  let waited = 0;
  for (let attemptsMade = 1; attemptsMade < attempts; attemptsMade += 1) {
    waited += backoffDelay({ attemptsMade, firstMs: backoffMs, maxMs: maxBackoffMs, chance: 0.5 });
  }
  expect(waited / 3_600_000).toBeGreaterThan(20);
});
