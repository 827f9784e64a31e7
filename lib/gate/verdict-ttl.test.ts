import { expect, test } from "vitest";
import { verdictTtlMs } from "./verdict-ttl.ts";

test.each([
  ["member" as const, 510_000, 690_000],
  ["not_member" as const, 51_000, 69_000],
])("a thousand times to live of %s are inside their band, and spread over it", (state, from, to) => {
  const times = Array.from({ length: 1_000 }, () => verdictTtlMs({ state, chance: Math.random() }));
  expect(Math.min(...times)).toBeGreaterThanOrEqual(from);
  expect(Math.max(...times)).toBeLessThanOrEqual(to);
  const tenths = new Set(times.map((ms) => Math.min(9, Math.floor(((ms - from) / (to - from)) * 10))));
  expect(tenths.size).toBe(10);
  expect(verdictTtlMs({ state, chance: 0 })).toBe(from);
  expect(verdictTtlMs({ state, chance: 1 })).toBe(to);
});
