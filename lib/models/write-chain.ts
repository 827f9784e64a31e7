import { isDeepStrictEqual } from "node:util";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb, type Tx } from "../infra/db.ts";
import { invalidField, notFound } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import { said } from "../infra/said.ts";
import { checkModels } from "../teams/check-models.ts";
import { CATALOG_KEY } from "./load-catalog.ts";

/**
 * Sets who is asked for a model, in order: which of its providers first, and which other models when all of them fail.
 * The fallbacks are kept at all of its providers alike, so that they are the same whichever of them is on. What is left
 * out stays.
 * @param options.modelIds the model at each of its providers, first to last; null: in the order of the providers' priority
 * @param options.fallbacks public ids, first to last
 * @throws AppError not_found (no such model), invalid_input (not its providers, unknown or doubled fallbacks)
 */
export async function writeChain(options: {
  publicId: string;
  modelIds?: readonly string[] | null | undefined;
  fallbacks?: readonly string[] | undefined;
  actor: Actor;
}): Promise<void> {
  const { publicId, modelIds, actor } = options;
  const fallbacks = options.fallbacks && [...options.fallbacks];
  await getDb().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM models WHERE public_id = ${publicId} ORDER BY id FOR UPDATE`;
    const models = await tx.model.findMany({ where: { publicId }, include: { provider: true } });
    if (models.length === 0) throw notFound(said`The model was not found.`);
    if (fallbacks) await checkFallbacks(tx, publicId, fallbacks);
    if (modelIds) checkOrder(modelIds, new Set(models.map(({ id }) => id)));
    for (const model of models) {
      const before = { position: model.position, fallbacks: model.fallbacks };
      const after = {
        position: modelIds === undefined ? before.position : modelIds === null ? null : modelIds.indexOf(model.id) + 1,
        fallbacks: fallbacks ?? before.fallbacks,
      };
      if (isDeepStrictEqual(before, after)) continue;
      await tx.model.update({ where: { id: model.id }, data: after });
      const named = { publicId, provider: model.provider.name };
      await writeAudit(tx, {
        actor,
        action: "model.reorder",
        teamId: null,
        targetType: "model",
        targetId: model.id,
        before: { ...named, ...before },
        after: { ...named, ...after },
      });
    }
  });
  await dropEverywhere([CATALOG_KEY]);
}

async function checkFallbacks(tx: Tx, publicId: string, fallbacks: string[]): Promise<void> {
  if (fallbacks.includes(publicId)) throw invalidField("fallbacks", said`"${publicId}" cannot be its own fallback.`);
  if (new Set(fallbacks).size !== fallbacks.length) throw invalidField("fallbacks", said`must name each model once`);
  await checkModels(tx, { path: "fallbacks", ids: fallbacks });
}

function checkOrder(modelIds: readonly string[], own: ReadonlySet<string>): void {
  const wanted = new Set(modelIds);
  if (wanted.size === modelIds.length && wanted.size === own.size && modelIds.every((id) => own.has(id))) return;
  throw invalidField("modelIds", said`must name the model at each of its providers once; they have changed since`);
}
