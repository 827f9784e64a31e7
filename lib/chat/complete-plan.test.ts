import { expect, test } from "vitest";
import { AppError } from "../infra/errors.ts";
import type { Catalog, ModelRoute } from "../models/load-catalog.ts";
import type { ResolvedConfig } from "../teams/resolve-config.ts";
import { planRoutes } from "./complete-plan.ts";

const route = (publicId: string, providerName: string, more: Partial<ModelRoute> = {}) =>
  ({ publicId, providerName, inputPrice: 1n, outputPrice: 2n, fallbacks: [], ...more }) as unknown as ModelRoute;
const catalogOf = (...routes: ModelRoute[]): Catalog => ({
  routes: Map.groupBy(routes, (one) => one.publicId),
  enabledIds: [],
});
const config = (available: string[], defaultModel = "a") =>
  ({ availableModels: { value: available }, defaultModel: { value: defaultModel } }) as unknown as ResolvedConfig;
const plan = (available: string[], modelId: string, ...routes: ModelRoute[]) =>
  planRoutes({ config: config(available), catalog: catalogOf(...routes), modelId }).map(
    (one) => `${one.publicId}@${one.providerName}`,
  );

const table: [string, string[], string, ModelRoute[], string[]][] = [
  ["providers in order", ["a"], "a", [route("a", "p"), route("a", "q")], ["a@p", "a@q"]],
  ["the default's alias", ["a"], "default", [route("a", "p")], ["a@p"]],
  ["unpriced providers are skipped", ["a"], "a", [route("a", "p", { inputPrice: null }), route("a", "q")], ["a@q"]],
  [
    "fallbacks after all providers, once, where available and priced",
    ["a", "b", "d"],
    "a",
    [
      route("a", "p", { fallbacks: ["b", "c", "a"] }),
      route("a", "q", { fallbacks: ["b", "d"] }),
      route("b", "p", { fallbacks: ["e"] }),
      route("c", "p"),
      route("d", "p", { outputPrice: null }),
      route("e", "p"),
    ],
    ["a@p", "a@q", "b@p"],
  ],
];
for (const [name, available, modelId, routes, expected] of table) {
  test(name, () => expect(plan(available, modelId, ...routes)).toEqual(expected));
}

test("what cannot be called is refused by name", () => {
  const code = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return error instanceof AppError ? [error.code, error.message] : error;
    }
  };
  expect(code(() => plan(["a", "b"], "x", route("a", "p")))).toEqual([
    "model_not_available",
    "The model x does not exist or is not available to this team. Available: a, b.",
  ]);
  expect(code(() => plan([], "default", route("a", "p")))).toEqual([
    "model_not_available",
    "The team's default model a does not exist or is not available to this team. Available: none.",
  ]);
  expect(code(() => plan(["a"], "a", route("a", "p", { outputPrice: null })))).toMatchObject([
    "model_unpriced",
    expect.stringContaining("price"),
  ]);
});
