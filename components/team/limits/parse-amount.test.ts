import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAmount, typedAmount } from "#components/team/limits/parse-amount.ts";

test.each([
  ["requests", "1000", "1000"],
  ["requests", " 1,000 ", "1000"],
  ["tokens", "12,345,678", "12345678"],
  ["cost", "25", "25000000000"],
  ["cost", "$0.10", "100000000"],
  ["cost", ".5", "500000000"],
  ["cost", "1,250.75", "1250750000000"],
  ["cost", "0.000000001", "1"],
] as const)("%s: %s is %s", (unit, typed, amount) => {
  expect(parseAmount(unit, typed)).toEqual({ ok: true, amount });
});

test.each([
  ["requests", ""],
  ["requests", "0"],
  ["requests", "1.5"],
  ["requests", "1."],
  ["requests", "-3"],
  ["requests", "1e6"],
  ["requests", "1,00"],
  ["cost", "."],
  ["cost", "0.00"],
  ["cost", "1.0000000001"],
  ["cost", "five"],
  ["cost", "9999999999999"],
] as const)("%s: %s is refused in words", (unit, typed) => {
  const parsed = parseAmount(unit, typed);
  expect(parsed.ok).toBe(false);
  expect(parsed.ok || parsed.problem).toMatch(/^[A-Z].+\.$/);
});

test("every amount survives being shown and typed again", () => {
  const amount = fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }).map(String);
  fc.assert(
    fc.property(fc.constantFrom("requests" as const, "tokens" as const, "cost" as const), amount, (unit, value) => {
      expect(parseAmount(unit, typedAmount(unit, value))).toEqual({ ok: true, amount: value });
    }),
  );
});
