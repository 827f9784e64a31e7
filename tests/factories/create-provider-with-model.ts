import { v7 } from "uuid";
import { encryptSecret } from "#lib/infra/crypto.ts";
import { getDb } from "#lib/infra/db.ts";
import { encryptionKey } from "#lib/infra/env.ts";
import { dropEverywhere } from "#lib/infra/fresh-cache.ts";
import type { Model, Provider } from "#lib/infra/prisma/client.ts";
import { CATALOG_KEY } from "#lib/models/load-catalog.ts";
import { uniqueName } from "./unique-name.ts";

/**
 * A provider with one model. Prices are nano-USD per million tokens; null means unpriced.
 * @param options.provider an earlier provider, to add a second model to it
 */
export async function createProviderWithModel(options: {
  baseUrl: string;
  provider?: Provider;
  providerName?: string;
  apiKey?: string | null;
  priority?: number;
  timeoutMs?: number;
  publicId?: string;
  displayName?: string;
  upstreamName?: string;
  inputPrice?: bigint | null;
  outputPrice?: bigint | null;
  contextWindow?: number;
  maxOutput?: number | null;
  enabled?: boolean;
  fallbacks?: string[];
}): Promise<{ provider: Provider; model: Model }> {
  const provider = options.provider ?? (await createProvider(options));
  const publicId = options.publicId ?? uniqueName("test/model");
  const model = await getDb().model.create({
    data: {
      publicId,
      displayName: options.displayName ?? publicId,
      providerId: provider.id,
      upstreamName: options.upstreamName ?? publicId,
      inputPrice: options.inputPrice === undefined ? 75_000_000n : options.inputPrice,
      outputPrice: options.outputPrice === undefined ? 300_000_000n : options.outputPrice,
      contextWindow: options.contextWindow ?? 128_000,
      maxOutput: options.maxOutput ?? null,
      enabled: options.enabled ?? true,
      fallbacks: options.fallbacks ?? [],
    },
  });
  await dropEverywhere([CATALOG_KEY]);
  return { provider, model };
}

async function createProvider(options: {
  baseUrl: string;
  providerName?: string;
  apiKey?: string | null;
  priority?: number;
  timeoutMs?: number;
}): Promise<Provider> {
  const id = v7();
  return getDb().provider.create({
    data: {
      id,
      name: options.providerName ?? uniqueName("provider"),
      baseUrl: options.baseUrl,
      apiKeyEncrypted: options.apiKey ? encryptSecret(encryptionKey(), options.apiKey, `provider:${id}`) : null,
      priority: options.priority ?? 100,
      timeoutMs: options.timeoutMs ?? 60_000,
    },
  });
}
