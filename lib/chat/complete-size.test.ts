import fc from "fast-check";
import { expect, test } from "vitest";
import { costNano } from "../models/cost.ts";
import type { LimitStatus } from "../usage/reservation.ts";
import type { PricedRoute } from "./complete-plan.ts";
import { estimateOf, shrinkToFit, sizeCall } from "./complete-size.ts";

const route = (overrides: Partial<PricedRoute> = {}): PricedRoute => ({
  modelId: "1",
  publicId: "a/b",
  displayName: "b",
  providerId: "2",
  providerName: "p",
  baseUrl: "http://127.0.0.1",
  apiKey: null,
  upstreamName: "b",
  inputPrice: 1_000_000_000n,
  outputPrice: 4_000_000_000n,
  contextWindow: 8_000,
  maxOutput: null,
  timeoutMs: 1_000,
  priority: 1,
  fallbacks: [],
  ...overrides,
});
const left = (unit: LimitStatus["unit"], remaining: bigint): LimitStatus => ({
  limitId: "l",
  scope: "TEAM",
  unit,
  window: "DAY",
  amount: 10n ** 15n,
  used: 0n,
  reserved: 0n,
  remaining,
  resetsAt: new Date(0),
});

const table = [
  ["nothing asked", { promptTokens: 100, maxTokens: undefined, whole: true }, {}, 4_096],
  ["the model allows less", { promptTokens: 100, maxTokens: undefined, whole: true }, { maxOutput: 500 }, 500],
  ["asked for more than the model allows", { promptTokens: 100, maxTokens: 900, whole: true }, { maxOutput: 500 }, 500],
  ["asked for more than the default", { promptTokens: 100, maxTokens: 6_000, whole: true }, {}, 6_000],
  ["no room for the whole", { promptTokens: 7_000, maxTokens: undefined, whole: true }, {}, undefined],
  ["cut to the window", { promptTokens: 7_000, maxTokens: undefined, whole: false }, {}, 1_000],
  ["full window", { promptTokens: 8_000, maxTokens: undefined, whole: false }, {}, undefined],
] as const;
for (const [name, options, overrides, budget] of table) {
  test(`size: ${name}`, () => {
    expect(sizeCall({ routes: [route(overrides)], ...options })?.budget).toBe(budget);
  });
}

test("a fallback with a larger window still takes what the first cannot", () => {
  const size = sizeCall({
    routes: [route({ contextWindow: 1_000 }), route({ publicId: "big", contextWindow: 100_000 })],
    promptTokens: 5_000,
    maxTokens: undefined,
    whole: false,
  });
  expect(size?.routes.map((one) => one.publicId)).toEqual(["big"]);
  expect(size?.budget).toBe(4_096);
});

test("the estimate covers the dearest route", () => {
  const cheap = route();
  const dear = route({ outputPrice: 90_000_000_000n });
  const size = { routes: [cheap, dear], promptTokens: 10, budget: 20 };
  expect(estimateOf(size, 2)).toEqual({ tokens: 50, costNano: costNano(dear, 10, 40) });
});

test("a shrunken call always fits what is left, and is never larger than before", () => {
  fc.assert(
    fc.property(
      fc.constantFrom<"TOKENS" | "COST">("TOKENS", "COST"),
      fc.bigInt({ min: 0n, max: 10n ** 11n }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 3_000 }),
      (unit, remaining, choices, promptTokens) => {
        const size = { routes: [route(), route({ outputPrice: 0n })], promptTokens, budget: 4_096 };
        const smaller = shrinkToFit(size, choices, left(unit, remaining));
        if (!smaller) return;
        expect(smaller.budget).toBeLessThan(size.budget);
        const { tokens, costNano: cost } = estimateOf(smaller, choices);
        expect(unit === "TOKENS" ? BigInt(tokens) : cost).toBeLessThanOrEqual(remaining);
      },
    ),
  );
});

test("a limit on requests cannot be shrunk under", () => {
  expect(shrinkToFit({ routes: [route()], promptTokens: 1, budget: 99 }, 1, left("REQUESTS", 0n))).toBeUndefined();
});
