import type { AppError } from "../infra/errors.ts";
import type { ChainTry } from "../usage/chain-try.ts";
import { configSnapshotId } from "../usage/config-snapshot.ts";
import { recordFailure } from "../usage/record-failure.ts";
import type { CallOrder } from "./complete-call.ts";
import { DEFAULT_MODEL_ALIAS } from "./complete-plan.ts";
import { ProviderFailure } from "./providers/provider-failure.ts";

export type FailureKeeper = (error: ProviderFailure | AppError) => void;

/** Refusals: a limit or the configuration forbade the call. Whatever else has a code is our own failure. */
const REFUSALS = new Set(["quota_exceeded", "model_not_available", "model_unpriced", "context_too_long"]);

/**
 * Keeps why a call got no answer, for whoever looks at the team's turns.
 * @param tries what was tried so far, by the time it fails
 */
export function failureKeeper(order: CallOrder, tries: ChainTry[]): FailureKeeper {
  const startedAt = performance.now();
  return (error) => {
    const code = error instanceof ProviderFailure ? `provider_${error.kind}` : error.code;
    // Nobody failed a caller who left.
    if (code === "provider_cancelled") return;
    const { config, subjects, modelId, usage, now } = order;
    recordFailure({
      ...{ subjects, code, timeZone: config.timeZone, occurredAt: now },
      keyId: usage.keyId,
      connectionId: usage.connectionId,
      roomId: usage.roomId,
      channel: usage.channel,
      requestId: usage.requestId,
      model: modelId === DEFAULT_MODEL_ALIAS ? config.defaultModel.value : modelId,
      kind: REFUSALS.has(code) ? "REFUSED" : "FAILED",
      latencyMs: performance.now() - startedAt,
      configId: configSnapshotId(config),
      ...(tries.length > 0 ? { chain: tries } : {}),
    });
  };
}
