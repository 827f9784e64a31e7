import { useQuery } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { Page } from "#lib/http/resources/common.ts";
import type { ModelJson, ProviderHealthJson, ProviderJson } from "#lib/http/resources/models.ts";

const PAGE_SIZE = 200;
/** Processes say how providers do every five seconds. */
const HEALTH_EVERY_MS = 10_000;

/** Every model at every provider, switched off ones too. */
export function useModels() {
  return useQuery({ queryKey: ["models"], queryFn: ({ signal }) => loadAll<ModelJson>("/models", signal) });
}

export function useProviders() {
  return useQuery({ queryKey: ["providers"], queryFn: ({ signal }) => loadAll<ProviderJson>("/providers", signal) });
}

/** How each provider does, by its id, kept current while the page is in sight. */
export function useProviderHealth() {
  return useQuery({
    queryKey: ["provider-health"],
    queryFn: ({ signal }) => api<{ items: ProviderHealthJson[] }>("/providers/health", { signal }),
    select: ({ items }) => new Map(items.map((health) => [health.providerId, health])),
    refetchInterval: HEALTH_EVERY_MS,
  });
}

async function loadAll<T>(path: string, signal: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await api<Page<T>>(path, { query: { limit: PAGE_SIZE, cursor }, signal });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}
