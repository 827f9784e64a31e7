import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { loadRoute } from "../models/load-route.ts";
import { limitProviderProbes } from "./limit-provider-probes.ts";
import { askProvider } from "./providers/ask-provider.ts";
import { Cancellation } from "./providers/cancellation.ts";
import { type FailureKind, ProviderFailure } from "./providers/provider-failure.ts";
import { writtenIn } from "./providers/read-event.ts";
import { usageIn } from "./providers/token-usage.ts";
import { upstreamBody } from "./providers/upstream-body.ts";

/** Why a provider did not do what it was asked. */
export interface ProbeFailure {
  kind: FailureKind;
  /** HTTP; null when there was no answer at all. */
  status: number | null;
  /** The provider's own words about a request that it rejected; null otherwise. */
  said: string | null;
}

export type ModelTest = { latencyMs: number; providerName: string } & (
  | { ok: true; tokensIn: number | null; tokensOut: number | null; reply: string; failure: null }
  | { ok: false; tokensIn: null; tokensOut: null; reply: null; failure: ProbeFailure }
);

const QUESTION = "Reply with the single word: ready";
/** A word, with room for a model that thinks first; some providers refuse less than 16. */
const MOST_TOKENS = 64;
/** A person waits for it. */
const LONGEST_MS = 30_000;
const SHOWN_CHARACTERS = 200;

/**
 * Asks one model at one provider one tiny question, as a turn would, but without its breaker and its fallbacks, and whether
 * it is on or not: operators test before they switch on. Charges nobody; leaves an audit row.
 * @throws AppError not_found, rate_limited
 */
export async function testModel(options: { modelId: string; actor: Actor & { id: string } }): Promise<ModelTest> {
  const { modelId, actor } = options;
  const route = await loadRoute(modelId);
  await limitProviderProbes(actor.id);
  const timeoutMs = Math.min(route.timeoutMs, LONGEST_MS);
  const params = { messages: [{ role: "user", content: QUESTION }] };
  const body = upstreamBody({ params, route, cap: MOST_TOKENS, streamed: false });
  const startedAt = performance.now();
  const result = await askProvider({
    route: { ...route, timeoutMs },
    body,
    streamed: false,
    cancellation: new Cancellation(),
  }).then(
    ({ completion }) => {
      const usage = usageIn(completion?.usage);
      const [choice] = (completion?.choices ?? []) as { message?: Record<string, unknown> }[];
      const reply = writtenIn(choice?.message ?? {}).slice(0, SHOWN_CHARACTERS);
      const { tokensIn = null, tokensOut = null } = usage ?? {};
      return { ok: true, tokensIn, tokensOut, reply, failure: null } as const;
    },
    (error) => ({ ok: false, tokensIn: null, tokensOut: null, reply: null, failure: probeFailure(error) }) as const,
  );
  const latencyMs = Math.round(performance.now() - startedAt);
  const { publicId, providerName } = route;
  const { ok, tokensIn, tokensOut, failure } = result;
  await writeAudit(getDb(), {
    actor,
    action: "model.test",
    teamId: null,
    targetType: "model",
    targetId: modelId,
    after: {
      ...{ publicId, provider: providerName, ok, latencyMs, tokensIn, tokensOut },
      ...(failure ? { failure: failure.kind, status: failure.status } : {}),
    },
  });
  return { ...result, latencyMs, providerName };
}

/** @throws whatever is no provider's failure */
export function probeFailure(error: unknown): ProbeFailure {
  if (!(error instanceof ProviderFailure)) throw error;
  return { kind: error.kind, status: error.status ?? null, said: error.said?.message ?? null };
}
