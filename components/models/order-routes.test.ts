import { expect, it } from "vitest";
import { fallbacksOf, orderRoutes } from "#components/models/order-routes.ts";
import type { ModelJson, ProviderJson } from "#lib/http/resources/models.ts";

const model = (id: string, position: number | null, fallbacks: string[] = []) =>
  ({ id, providerId: id, providerName: id, position, fallbacks }) as ModelJson;
const providers = [
  { id: "a", priority: 30 },
  { id: "b", priority: 10 },
  { id: "c", priority: 10 },
] as ProviderJson[];

it.each([
  ["by priority, then by name", [null, null, null], ["b", "c", "a"]],
  ["in its own order", [1, 3, 2], ["a", "c", "b"]],
  ["with one added since at the end", [1, null, 2], ["a", "c", "b"]],
])("orders a model's providers %s", (_, positions, expected) => {
  const models = ["a", "b", "c"].map((id, index) => model(id, positions[index] ?? null));
  expect(orderRoutes(models, providers).map(({ id }) => id)).toEqual(expected);
});

it("names each fallback once", () => {
  expect(fallbacksOf([model("a", null, ["x", "y"]), model("b", null, ["y", "z"])])).toEqual(["x", "y", "z"]);
});
