import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb, isUniqueViolation, type Tx } from "../infra/db.ts";
import { fieldError, invalidField, notFound } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import { said } from "../infra/said.ts";
import { checkModels } from "../teams/check-models.ts";
import { auditedModel } from "./audited-model.ts";
import type { ModelWithProvider } from "./list-models.ts";
import { CATALOG_KEY } from "./load-catalog.ts";

export interface ModelFields {
  publicId: string;
  displayName: string;
  providerId: string;
  upstreamName: string;
  /** Nano-USD per million tokens; null: unpriced, and refused. */
  inputPrice: bigint | null;
  outputPrice: bigint | null;
  contextWindow: number;
  maxOutput?: number | null | undefined;
  enabled: boolean;
  fallbacks: string[];
}

/**
 * Makes or changes a model at a provider; of a change, what is left out stays. Public id and provider are its identity
 * and do not change.
 * @throws AppError not_found, invalid_input (provider, fallback), conflict (that provider has it already)
 */
export async function writeModel(
  options: { actor: Actor } & (
    | { modelId?: undefined; fields: ModelFields }
    | {
        modelId: string;
        fields: { [K in keyof Omit<ModelFields, "publicId" | "providerId">]?: ModelFields[K] | undefined };
      }
  ),
): Promise<ModelWithProvider> {
  const { actor, fields, modelId } = options;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  try {
    const model = await getDb().$transaction(async (tx) => {
      const before = modelId ? await tx.model.findUnique({ where: { id: modelId } }) : null;
      if (modelId && !before) throw notFound(said`The model was not found.`);
      if (options.modelId === undefined) await checkProvider(tx, options.fields.providerId);
      const publicId = before?.publicId ?? (fields as ModelFields).publicId;
      await checkFallbacks(tx, publicId, fields.fallbacks ?? []);
      const after = before
        ? await tx.model.update({ where: { id: before.id }, data: given, include: { provider: true } })
        : await tx.model.create({ data: fields as ModelFields, include: { provider: true } });
      await writeAudit(tx, {
        actor,
        action: before ? "model.update" : "model.create",
        teamId: null,
        targetType: "model",
        targetId: after.id,
        before: before && auditedModel(before),
        after: auditedModel(after),
      });
      return after;
    });
    await dropEverywhere([CATALOG_KEY]);
    return model;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = said`The provider has the model "${(fields as ModelFields).publicId}" already.`;
    throw fieldError("conflict", "publicId", message);
  }
}

async function checkProvider(tx: Tx, providerId: string): Promise<void> {
  if (await tx.provider.findUnique({ where: { id: providerId } })) return;
  throw invalidField("providerId", said`There is no provider "${providerId}".`);
}

async function checkFallbacks(tx: Tx, publicId: string, fallbacks: string[]): Promise<void> {
  if (fallbacks.includes(publicId)) throw invalidField("fallbacks", said`"${publicId}" cannot be its own fallback.`);
  await checkModels(tx, { path: "fallbacks", ids: fallbacks });
}
