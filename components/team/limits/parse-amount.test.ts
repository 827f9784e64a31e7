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
  ["requests", "", "empty"],
  ["requests", "0", "zero"],
  ["requests", "1.5", "whole"],
  ["requests", "1.", "whole"],
  ["requests", "-3", "whole"],
  ["requests", "1e6", "whole"],
  ["requests", "1,00", "whole"],
  ["cost", ".", "dollars"],
  ["cost", "0.00", "zero"],
  ["cost", "1.0000000001", "decimals"],
  ["cost", "five", "dollars"],
  ["cost", "9999999999999", "tooMuch"],
] as const)("%s: %s is refused as %s", (unit, typed, problem) => {
  expect(parseAmount(unit, typed)).toEqual({ ok: false, problem });
});

test("every amount survives being shown and typed again", () => {
  const amount = fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }).map(String);
  fc.assert(
    fc.property(fc.constantFrom("requests" as const, "tokens" as const, "cost" as const), amount, (unit, value) => {
      expect(parseAmount(unit, typedAmount(unit, value))).toEqual({ ok: true, amount: value });
    }),
  );
});
