import { getDb } from "../infra/db.ts";
import { createFreshCache } from "../infra/fresh-cache.ts";
import { openProviderKey } from "./open-provider-key.ts";
import { toRoute } from "./to-route.ts";

/** The cache key that a change of a provider or model invalidates. */
export const CATALOG_KEY = "catalog";

/** One model at one provider: everything a call needs. */
export interface ModelRoute {
  modelId: string;
  publicId: string;
  displayName: string;
  providerId: string;
  providerName: string;
  baseUrl: string;
  /** In the clear: for the Authorization header alone. */
  apiKey: string | null;
  upstreamName: string;
  /** Nano-USD per million tokens; null means unpriced. */
  inputPrice: bigint | null;
  outputPrice: bigint | null;
  contextWindow: number;
  maxOutput: number | null;
  timeoutMs: number;
  priority: number;
  /** Public ids to try, in order, when every provider of this one fails. */
  fallbacks: string[];
}

export interface Catalog {
  /** By public id, in the order in which its providers are asked. */
  routes: Map<string, ModelRoute[]>;
  /** Public ids, sorted. */
  enabledIds: string[];
}

const cache = createFreshCache<Catalog>({
  name: "models",
  maxItems: 1,
  async load(keys) {
    const found = new Map<string, Catalog>();
    return keys.includes(CATALOG_KEY) ? found.set(CATALOG_KEY, await readCatalog()) : found;
  },
});

/** The enabled models of enabled providers, at most 4 s old. */
export async function loadCatalog(): Promise<Catalog> {
  return (await cache.get(CATALOG_KEY)) ?? { routes: new Map(), enabledIds: [] };
}

/** The same without waiting: undefined when it has to be loaded first. */
export function peekCatalog(): Catalog | undefined {
  return cache.peek(CATALOG_KEY) ?? undefined;
}

async function readCatalog(): Promise<Catalog> {
  const models = await getDb().model.findMany({
    where: { enabled: true, provider: { enabled: true } },
    include: { provider: true },
    orderBy: [
      { publicId: "asc" },
      { position: { sort: "asc", nulls: "last" } },
      { provider: { priority: "asc" } },
      { provider: { name: "asc" } },
    ],
  });
  const apiKeys = new Map<string, string | null>();
  const routes = new Map<string, ModelRoute[]>();
  for (const { provider, ...model } of models) {
    if (!apiKeys.has(provider.id)) apiKeys.set(provider.id, openProviderKey(provider));
    const route = toRoute({ model, provider, apiKey: apiKeys.get(provider.id) ?? null });
    const others = routes.get(model.publicId);
    if (others) others.push(route);
    else routes.set(model.publicId, [route]);
  }
  return { routes, enabledIds: [...routes.keys()] };
}
