import { log } from "../../infra/log.ts";
import { counter, histogram } from "../../infra/metrics.ts";
import type { ModelRoute } from "../../models/load-catalog.ts";
import type { ChainTry } from "../../usage/chain-try.ts";
import { askProvider } from "./ask-provider.ts";
import type { Cancellation } from "./cancellation.ts";
import { recordAttempt } from "./provider-attempts.ts";
import { throughBreaker } from "./provider-breaker.ts";
import { ProviderFailure } from "./provider-failure.ts";
import type { UpstreamExchange } from "./upstream-exchange.ts";

export interface ChainAnswer {
  exchange: UpstreamExchange;
  /** Who answered. */
  route: ModelRoute;
  /** What was asked, in order, as `<public id>@<provider>`; the last one answered. */
  chain: string[];
}

const TRIES_PER_PROVIDER = 3;
// Full jitter over a doubling span (AWS's "Exponential Backoff and Jitter"): 0-200 ms, then 0-400 ms.
const BACKOFF_MS = 200;
// A caller waits for us meanwhile, so a provider that asks for more is left for the next one.
const LONGEST_RETRY_AFTER_MS = 5_000;

/**
 * Asks each provider in turn until one answers: again after what may pass, on to the next after what will not.
 * @param options.bodyFor the request for one route, as JSON
 * @param options.tries takes a record of each try, whatever comes of it
 * @throws ProviderFailure the most telling one when nobody answered
 */
export async function askChain(options: {
  routes: ModelRoute[];
  streamed: boolean;
  bodyFor: (route: ModelRoute) => string;
  cancellation: Cancellation;
  tries: ChainTry[];
}): Promise<ChainAnswer> {
  const chain: string[] = [];
  let failure: ProviderFailure | undefined;
  for (const route of options.routes) {
    chain.push(`${route.publicId}@${route.providerName}`);
    for (let tries = 1; ; tries += 1) {
      const startedAt = performance.now();
      try {
        const exchange = await ask(route, options);
        options.tries.push(tryAt(route, "ok", exchange.firstByteAt - startedAt));
        return { exchange, route, chain };
      } catch (error) {
        const latest = asFailure(error);
        options.tries.push(tryAt(route, latest.kind, performance.now() - startedAt, latest.status));
        failure = failure === undefined || TELLING[latest.kind] >= TELLING[failure.kind] ? latest : failure;
        if (!latest.policy.next || options.cancellation.left) throw latest;
        const delay = retryDelay(latest, tries);
        if (delay === undefined) break;
        await sleep(delay, options.cancellation);
      }
    }
  }
  throw failure ?? new ProviderFailure("missing", "no provider serves this model");
}

function tryAt(route: ModelRoute, outcome: ChainTry["outcome"], ms: number, status?: number): ChainTry {
  const attempt: ChainTry = { model: route.publicId, provider: route.providerName, outcome, ms: Math.round(ms) };
  if (status !== undefined) attempt.status = status;
  return attempt;
}

function ask(
  route: ModelRoute,
  options: { streamed: boolean; bodyFor: (route: ModelRoute) => string; cancellation: Cancellation },
): Promise<UpstreamExchange> {
  const startedAt = performance.now();
  const meter = metersOf(route.providerName);
  return throughBreaker({ id: route.providerId, name: route.providerName }, () =>
    askProvider({
      route,
      body: options.bodyFor(route),
      streamed: options.streamed,
      cancellation: options.cancellation,
    }),
  ).then(
    (exchange) => {
      meter.ok.inc();
      meter.firstByte.observe((exchange.firstByteAt - startedAt) / 1_000);
      const firstByteMs = exchange.firstByteAt - startedAt;
      recordAttempt({ providerId: route.providerId, outcome: "ok", firstByteMs, now: new Date() });
      return exchange;
    },
    (error) => {
      const { kind, status } = asFailure(error);
      meter.failed(kind);
      recordAttempt({ providerId: route.providerId, outcome: kind, now: new Date() });
      if (kind !== "cancelled") log().warn({ provider: route.providerName, kind, status }, "provider gave no answer");
      throw error;
    },
  );
}

// Of several failures the caller learns the one that says most about what to do: waiting helps after 429, not after 401.
const TELLING = {
  cancelled: 9,
  rejected: 8,
  throttled: 3,
  timeout: 2,
  server: 2,
  connect: 2,
  dropped: 2,
  malformed: 2,
  redirect: 1,
  denied: 1,
  missing: 1,
  open: 0,
} as const;

function retryDelay(failure: ProviderFailure, tries: number): number | undefined {
  if (!failure.policy.retry || tries >= TRIES_PER_PROVIDER) return undefined;
  if (failure.retryAfterMs !== undefined) {
    return failure.retryAfterMs <= LONGEST_RETRY_AFTER_MS ? failure.retryAfterMs : undefined;
  }
  return Math.random() * BACKOFF_MS * 2 ** (tries - 1);
}

function sleep(ms: number, cancellation: Cancellation): Promise<void> {
  return new Promise((settle, fail) => {
    const timer = setTimeout(() => {
      cancellation.onCancel(undefined);
      settle();
    }, ms);
    cancellation.onCancel(() => {
      clearTimeout(timer);
      fail(new ProviderFailure("cancelled", "the call was given up"));
    });
  });
}

function asFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  return new ProviderFailure("connect", "the provider could not be asked", { cause: error });
}

const meters = new Map<string, ReturnType<typeof makeMeters>>();

function metersOf(provider: string) {
  let made = meters.get(provider);
  if (!made) {
    made = makeMeters(provider);
    meters.set(provider, made);
  }
  return made;
}

function makeMeters(provider: string) {
  const attempts = counter("switchboard_provider_attempts_total", "Calls to providers", ["provider", "outcome"]);
  const firstByte = histogram("switchboard_provider_first_byte_seconds", "Time to a provider's first byte", [
    "provider",
  ]);
  return {
    ok: attempts.labels({ provider, outcome: "ok" }),
    failed: (outcome: string) => attempts.inc({ provider, outcome }),
    firstByte: firstByte.labels({ provider }),
  };
}
