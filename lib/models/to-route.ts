import type { Model, Provider } from "../infra/prisma/client.ts";
import type { ModelRoute } from "./load-catalog.ts";

/** One model at one provider as calls need it. @param options.apiKey the provider's key in the clear */
export function toRoute(options: { model: Model; provider: Provider; apiKey: string | null }): ModelRoute {
  const { model, provider, apiKey } = options;
  return {
    modelId: model.id,
    publicId: model.publicId,
    displayName: model.displayName,
    providerId: provider.id,
    providerName: provider.name,
    baseUrl: provider.baseUrl,
    apiKey,
    upstreamName: model.upstreamName,
    inputPrice: model.inputPrice,
    outputPrice: model.outputPrice,
    contextWindow: model.contextWindow,
    maxOutput: model.maxOutput,
    timeoutMs: provider.timeoutMs,
    priority: provider.priority,
    fallbacks: model.fallbacks,
  };
}
