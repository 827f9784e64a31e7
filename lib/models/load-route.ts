import { getDb } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import type { ModelRoute } from "./load-catalog.ts";
import { openProviderKey } from "./open-provider-key.ts";
import { toRoute } from "./to-route.ts";

/**
 * One model at its provider straight from the database, whether it is on, priced, or neither.
 * @throws AppError not_found
 */
export async function loadRoute(modelId: string): Promise<ModelRoute> {
  const model = await getDb().model.findUnique({ where: { id: modelId }, include: { provider: true } });
  if (!model) throw notFound(said`The model was not found.`);
  return toRoute({ model, provider: model.provider, apiKey: openProviderKey(model.provider) });
}
