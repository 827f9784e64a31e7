import { isDeepStrictEqual } from "node:util";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { invalidField, notFound } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import { checkModels } from "../teams/check-models.ts";
import { CATALOG_KEY } from "./load-catalog.ts";

/**
 * Sets what is asked when every provider of a model fails, at all of its providers alike, so that the order is the same
 * whichever of them is on.
 * @param options.fallbacks public ids, first to last
 * @throws AppError not_found (no such model), invalid_input (unknown, doubled, or the model itself)
 */
export async function writeFallbacks(options: {
  publicId: string;
  fallbacks: readonly string[];
  actor: Actor;
}): Promise<void> {
  const { publicId, actor } = options;
  const fallbacks = [...options.fallbacks];
  if (fallbacks.includes(publicId)) throw invalidField("fallbacks", `"${publicId}" cannot be its own fallback.`);
  if (new Set(fallbacks).size !== fallbacks.length) throw invalidField("fallbacks", "must name each model once");
  await getDb().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM models WHERE public_id = ${publicId} ORDER BY id FOR UPDATE`;
    const models = await tx.model.findMany({ where: { publicId } });
    if (models.length === 0) throw notFound("The model");
    await checkModels(tx, { path: "fallbacks", ids: fallbacks });
    for (const model of models) {
      if (isDeepStrictEqual(model.fallbacks, fallbacks)) continue;
      await tx.model.update({ where: { id: model.id }, data: { fallbacks } });
      await writeAudit(tx, {
        actor,
        action: "model.update",
        teamId: null,
        targetType: "model",
        targetId: model.id,
        before: { publicId, fallbacks: model.fallbacks },
        after: { publicId, fallbacks },
      });
    }
  });
  await dropEverywhere([CATALOG_KEY]);
}
