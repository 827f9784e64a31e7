import type { Provider } from "../../infra/prisma/client.ts";
import type { ProviderHealth } from "../../models/judge-provider.ts";
import type { ModelWithProvider } from "../../models/list-models.ts";
import { formatPrice } from "../../models/price.ts";
import type { ModelJson, ProviderHealthJson, ProviderJson } from "../resources/models.ts";

/** A provider without its key. */
export function presentProvider(provider: Provider): ProviderJson {
  const { id, name, baseUrl, apiKeyEncrypted, priority, timeoutMs, enabled, createdAt, updatedAt } = provider;
  return {
    id,
    name,
    baseUrl,
    hasApiKey: apiKeyEncrypted !== null,
    priority,
    timeoutMs,
    enabled,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

export function presentModel(model: ModelWithProvider): ModelJson {
  const { id, publicId, displayName, providerId, provider, upstreamName, contextWindow, maxOutput } = model;
  return {
    id,
    publicId,
    displayName,
    providerId,
    providerName: provider.name,
    upstreamName,
    inputPrice: model.inputPrice === null ? null : formatPrice(model.inputPrice),
    outputPrice: model.outputPrice === null ? null : formatPrice(model.outputPrice),
    contextWindow,
    maxOutput,
    enabled: model.enabled,
    fallbacks: model.fallbacks,
    position: model.position,
    createdAt: model.createdAt.toISOString(),
    updatedAt: model.updatedAt.toISOString(),
  };
}

export function presentProviderHealth(health: { providerId: string } & ProviderHealth): ProviderHealthJson {
  const { since, lastFailure, ...others } = health;
  return {
    ...others,
    since: since?.toISOString() ?? null,
    lastFailure: lastFailure && { kind: lastFailure.kind, at: lastFailure.at.toISOString() },
  };
}
