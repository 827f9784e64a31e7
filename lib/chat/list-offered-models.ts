import { getDb } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { openProviderKey } from "../models/open-provider-key.ts";
import { limitProviderProbes } from "./limit-provider-probes.ts";
import { askModels } from "./providers/ask-models.ts";
import type { OfferedModel } from "./providers/read-offered-models.ts";
import { type ProbeFailure, probeFailure } from "./test-model.ts";

export interface Offer extends OfferedModel {
  /** What teams would call it: as at another provider that has it by this name, else the provider's own name. */
  publicId: string;
  /** This provider has it here already. */
  present: boolean;
}

/**
 * What a provider offers, from its `/models`, and what of it is here already. A provider that does not answer is no error
 * of ours: its failure is the result.
 * @throws AppError not_found, rate_limited
 */
export async function listOfferedModels(options: {
  providerId: string;
  actorId: string;
}): Promise<{ models: Offer[]; failure: ProbeFailure | null }> {
  const { providerId, actorId } = options;
  const provider = await getDb().provider.findUnique({ where: { id: providerId } });
  if (!provider) throw notFound(said`The provider was not found.`);
  await limitProviderProbes(actorId);
  const [known, asked] = await Promise.all([
    getDb().model.findMany({ select: { publicId: true, upstreamName: true, providerId: true } }),
    askModels({ baseUrl: provider.baseUrl, apiKey: openProviderKey(provider) }).then(
      (models) => ({ models, failure: null }),
      (error) => ({ models: [], failure: probeFailure(error) }),
    ),
  ]);
  const own = known.filter((model) => model.providerId === providerId);
  const names = new Set(own.map(({ upstreamName }) => upstreamName));
  const ids = new Set(own.map(({ publicId }) => publicId));
  // The full name first: "gpt-5-chat" may well be the end of several public ids.
  const elsewhere = new Map([
    ...known.map(({ publicId }) => [publicId.split("/").at(-1) ?? publicId, publicId] as const),
    ...known.map(({ upstreamName, publicId }) => [upstreamName, publicId] as const),
  ]);
  const models = asked.models.map((model) => {
    const publicId = elsewhere.get(model.upstreamName) ?? model.upstreamName;
    return { ...model, publicId, present: names.has(model.upstreamName) || ids.has(publicId) };
  });
  return { models, failure: asked.failure };
}
