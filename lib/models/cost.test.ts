import fc from "fast-check";
import { expect, test } from "vitest";
import { costNano } from "./cost.ts";
import { formatPrice, parsePrice } from "./price.ts";

test.each([
  // 0.075 and 0.3 USD per million tokens.
  [75_000_000n, 300_000_000n, 1_000_000, 0, 75_000_000n],
  [75_000_000n, 300_000_000n, 1, 1, 375n],
  [75_000_000n, 300_000_000n, 0, 0, 0n],
  [1n, 0n, 1, 0, 1n],
  [0n, 0n, 1_000, 1_000, 0n],
])("prices %s and %s for %i in and %i out cost %s", (inputPrice, outputPrice, tokensIn, tokensOut, cost) => {
  expect(costNano({ inputPrice, outputPrice }, tokensIn, tokensOut)).toBe(cost);
});

test("a cost is never less than the exact one, and less than one nano-USD more", () => {
  const price = fc.bigInt({ min: 0n, max: 10n ** 15n });
  const tokens = fc.nat({ max: 10_000_000 });
  fc.assert(
    fc.property(price, price, tokens, tokens, (inputPrice, outputPrice, tokensIn, tokensOut) => {
      const exact = inputPrice * BigInt(tokensIn) + outputPrice * BigInt(tokensOut);
      const cost = costNano({ inputPrice, outputPrice }, tokensIn, tokensOut) * 1_000_000n;
      expect(cost >= exact && cost < exact + 1_000_000n).toBe(true);
    }),
  );
});

test.each([
  ["0.075", 75_000_000n],
  ["0", 0n],
  ["15", 15_000_000_000n],
  ["0.000000001", 1n],
  ["999999.999999999", 999_999_999_999_999n],
])("%s USD is %s nano-USD", (price, nano) => {
  expect(parsePrice(price)).toBe(nano);
  expect(formatPrice(nano)).toBe(price);
});

test("prices survive the way there and back", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (nano) => parsePrice(formatPrice(nano)) === nano),
  );
});

test.each(["", "-1", "1.", ".5", "1e3", "0.0000000001", "1,5", " 1"])("%j is no price", (price) => {
  expect(() => parsePrice(price)).toThrow(RangeError);
});
