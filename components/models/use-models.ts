import { useQuery } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { Page } from "#lib/http/resources/common.ts";
import type { ModelJson, ProviderJson } from "#lib/http/resources/models.ts";

const PAGE_SIZE = 200;

/** Every model at every provider, switched off ones too. */
export function useModels() {
  return useQuery({ queryKey: ["models"], queryFn: ({ signal }) => loadAll<ModelJson>("/models", signal) });
}

export function useProviders() {
  return useQuery({ queryKey: ["providers"], queryFn: ({ signal }) => loadAll<ProviderJson>("/providers", signal) });
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
