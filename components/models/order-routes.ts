import type { ModelJson, ProviderJson } from "#lib/http/resources/models.ts";

/**
 * One model at its providers, in the order in which they are asked: its own order, then the providers' priority. The same
 * as in lib/models/load-catalog.ts.
 */
export function orderRoutes(models: readonly ModelJson[], providers: readonly ProviderJson[]): ModelJson[] {
  const priorities = new Map(providers.map(({ id, priority }) => [id, priority]));
  const rank = ({ position, providerId }: ModelJson) =>
    [position ?? Number.MAX_SAFE_INTEGER, priorities.get(providerId) ?? 0] as const;
  return models.toSorted((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return left[0] - right[0] || left[1] - right[1] || (a.providerName < b.providerName ? -1 : 1);
  });
}

/** What is asked when all of them fail: the fallbacks of each, every one once. */
export function fallbacksOf(routes: readonly ModelJson[]): string[] {
  return [...new Set(routes.flatMap(({ fallbacks }) => fallbacks))];
}
