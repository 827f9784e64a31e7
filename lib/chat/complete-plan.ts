import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import type { Catalog, ModelRoute } from "../models/load-catalog.ts";
import type { ResolvedConfig } from "../teams/resolve-config.ts";

/** A model at a provider whose price is known: the only kind that is ever called. */
export type PricedRoute = ModelRoute & { inputPrice: bigint; outputPrice: bigint };

/** Stands for the team's default model. */
export const DEFAULT_MODEL_ALIAS = "default";

/**
 * Who may answer a call for a model, in order: its providers by priority, then those of its fallbacks that the team may
 * use. Pure.
 * @param options.modelId public id, or `default`
 * @throws AppError model_not_available (names what is), model_unpriced
 */
export function planRoutes(options: { config: ResolvedConfig; catalog: Catalog; modelId: string }): PricedRoute[] {
  const { config, catalog } = options;
  const available = config.availableModels.value;
  const modelId = options.modelId === DEFAULT_MODEL_ALIAS ? config.defaultModel.value : options.modelId;
  const routes = catalog.routes.get(modelId);
  if (!routes || !available.includes(modelId)) throw notAvailable(options.modelId, modelId, available);
  const chain = routes.filter(isPriced);
  if (chain.length === 0) {
    throw new AppError(
      "model_unpriced",
      said`The model ${modelId} has no price, so it cannot be charged and is not called. An operator can set its input and output price.`,
      { errors: [{ path: "model", message: said`has no price` }] },
    );
  }
  const asked = new Set([modelId]);
  for (const fallback of routes.flatMap((route) => route.fallbacks)) {
    if (asked.has(fallback) || !available.includes(fallback)) continue;
    asked.add(fallback);
    chain.push(...(catalog.routes.get(fallback) ?? []).filter(isPriced));
  }
  return chain;
}

function isPriced(route: ModelRoute): route is PricedRoute {
  return route.inputPrice !== null && route.outputPrice !== null;
}

const MOST_NAMED = 30;

function notAvailable(asked: string, modelId: string, available: string[]): AppError {
  const named = available.slice(0, MOST_NAMED).join(", ");
  const rest = available.length > MOST_NAMED ? ` and ${available.length - MOST_NAMED} more` : "";
  const which = asked === modelId ? `The model ${clip(modelId)}` : `The team's default model ${clip(modelId)}`;
  return new AppError(
    "model_not_available",
    said`${which} does not exist or is not available to this team. Available: ${named === "" ? "none" : `${named}${rest}`}.`,
    { errors: [{ path: "model", message: said`is not available` }] },
  );
}

function clip(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
