import type { Model } from "../infra/prisma/client.ts";
import { formatPrice } from "./price.ts";

/** A model as the audit log keeps it. */
export function auditedModel(model: Model): Record<string, unknown> {
  const { publicId, displayName, providerId, upstreamName, contextWindow, maxOutput, enabled, fallbacks } = model;
  const prices = {
    inputPrice: model.inputPrice === null ? null : formatPrice(model.inputPrice),
    outputPrice: model.outputPrice === null ? null : formatPrice(model.outputPrice),
  };
  return { publicId, displayName, providerId, upstreamName, ...prices, contextWindow, maxOutput, enabled, fallbacks };
}
