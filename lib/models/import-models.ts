import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import { said } from "../infra/said.ts";
import { auditedModel } from "./audited-model.ts";
import type { ModelWithProvider } from "./list-models.ts";
import { CATALOG_KEY } from "./load-catalog.ts";
import type { ModelFields } from "./write-model.ts";

/** Two hundred models with an audit row each take about a second; a loaded machine takes longer. */
const TIMEOUT_MS = 30_000;

/**
 * Adds many models of one provider at once. Those that it has already stay as they are. Without both prices a model is
 * added switched off: it could not be charged.
 * @returns the models that were added
 * @throws AppError not_found (no such provider)
 */
export async function importModels(options: {
  providerId: string;
  models: readonly Omit<ModelFields, "providerId" | "enabled" | "fallbacks">[];
  actor: Actor;
}): Promise<ModelWithProvider[]> {
  const { providerId, actor } = options;
  const added = await getDb().$transaction(
    async (tx) => {
      const provider = await tx.provider.findUnique({ where: { id: providerId } });
      if (!provider) throw notFound(said`The provider was not found.`);
      // In one order, so that two who import the same at once don't wait for each other.
      const models = options.models.toSorted((a, b) => (a.publicId < b.publicId ? -1 : 1));
      const rows = await tx.model.createManyAndReturn({
        data: models.map((model) => ({
          ...model,
          maxOutput: model.maxOutput ?? null,
          providerId,
          enabled: model.inputPrice !== null && model.outputPrice !== null,
          fallbacks: [],
        })),
        skipDuplicates: true,
      });
      for (const row of rows) {
        await writeAudit(tx, {
          actor,
          action: "model.import",
          teamId: null,
          targetType: "model",
          targetId: row.id,
          after: auditedModel(row),
        });
      }
      return rows.map((row) => ({ ...row, provider }));
    },
    { timeout: TIMEOUT_MS },
  );
  if (added.length > 0) await dropEverywhere([CATALOG_KEY]);
  return added;
}
