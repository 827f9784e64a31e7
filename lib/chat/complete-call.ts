import { randomUUID } from "node:crypto";
import { AppError } from "../infra/errors.ts";
import { costNano } from "../models/cost.ts";
import { loadCatalog, peekCatalog } from "../models/load-catalog.ts";
import type { ResolvedConfig } from "../teams/resolve-config.ts";
import type { ChainTry } from "../usage/chain-try.ts";
import { configSnapshotId } from "../usage/config-snapshot.ts";
import { getLedger } from "../usage/ledger.ts";
import type { LimitStatus, Reservation, Subjects, UsageFacts } from "../usage/reservation.ts";
import { providerError, quotaError } from "./complete-errors.ts";
import { type FailureKeeper, failureKeeper } from "./complete-failure.ts";
import { type PricedRoute, planRoutes } from "./complete-plan.ts";
import { reserveCall } from "./complete-reserve.ts";
import type { PromptSize } from "./count-tokens.ts";
import { askChain } from "./providers/ask-chain.ts";
import type { Cancellation } from "./providers/cancellation.ts";
import { ProviderFailure } from "./providers/provider-failure.ts";
import type { TokenUsage } from "./providers/token-usage.ts";
import type { UpstreamExchange } from "./providers/upstream-exchange.ts";

/** One metered call, whoever asks for it. */
export interface CallOrder {
  config: ResolvedConfig;
  subjects: Subjects;
  /** Public id, or `default`. */
  modelId: string;
  prompt: PromptSize;
  maxTokens: number | undefined;
  choices: number;
  streamed: boolean;
  /** The request for one route as JSON. `cap` is what the answer must not exceed, where a limit demands one. */
  bodyFor(route: PricedRoute, cap: number | undefined): string;
  usage: Pick<UsageFacts, "idempotencyKey" | "keyId" | "connectionId" | "roomId" | "channel" | "requestId">;
  /** Charge the reserved amounts if this process dies in mid-call. */
  interruptible: boolean;
  now: Date;
  cancellation: Cancellation;
}

export type OpenedCall =
  | { ok: true; call: OpenCall; limits: LimitStatus[] }
  /** `violated` when a limit refused the call; `limits` as far as they are known. */
  | { ok: false; error: AppError; violated?: LimitStatus; limits: LimitStatus[] };

/** An answer that is arriving, with a reservation that ends in exactly one of `settle` and `release`. */
export interface OpenCall {
  exchange: UpstreamExchange;
  /** Who answers: the call is charged at this route's price. */
  route: PricedRoute;
  chain: string[];
  /** What a usage row says about how the answer came about. */
  provenance: { chain: ChainTry[]; configId: string };
  costOf(usage: TokenUsage): bigint;
  /** Charges the call. Durable when it returns. */
  settle(usage: TokenUsage, status: "OK" | "PARTIAL"): void;
  release(): void;
  /** Releases it, and keeps why nothing came of it. */
  fail(failure: ProviderFailure): void;
}

/**
 * Plans, reserves and asks the providers in turn, up to the first byte of an answer. Whatever fails before that leaves
 * nothing reserved and nothing charged.
 * @throws AppError model_not_available, model_unpriced, context_too_long
 */
export async function openCall(order: CallOrder): Promise<OpenedCall> {
  const tries: ChainTry[] = [];
  const keepFailure = failureKeeper(order, tries);
  try {
    return await open(order, tries, keepFailure);
  } catch (error) {
    if (error instanceof AppError) keepFailure(error);
    throw error;
  }
}

async function open(order: CallOrder, tries: ChainTry[], keepFailure: FailureKeeper): Promise<OpenedCall> {
  const startedAt = performance.now();
  const configId = configSnapshotId(order.config);
  const usage = { ...order.usage, configId };
  const catalog = peekCatalog() ?? (await loadCatalog());
  const routes = planRoutes({ config: order.config, catalog, modelId: order.modelId });
  const pending = reserveCall({
    subjects: order.subjects,
    timeZone: order.config.timeZone,
    now: order.now,
    routes,
    prompt: order.prompt,
    maxTokens: order.maxTokens,
    choices: order.choices,
    interruptible: order.interruptible ? { ...usage, model: routes[0]?.publicId ?? order.modelId } : undefined,
  });
  const allowance = pending instanceof Promise ? await pending : pending;
  if (!allowance.ok) {
    const { violated, limits, retryAfterSeconds } = allowance;
    const error = quotaError(violated, retryAfterSeconds);
    keepFailure(error);
    return { ok: false, error, violated, limits };
  }
  const { reservation, limits, size, capped } = allowance;
  try {
    const answer = await askChain({
      routes: size.routes,
      streamed: order.streamed,
      bodyFor: (route) => order.bodyFor(route as PricedRoute, capped ? size.budget : undefined),
      cancellation: order.cancellation,
      tries,
    });
    const route = answer.route as PricedRoute;
    const call = chargeable({
      ...{ reservation, route, startedAt, keepFailure },
      usage: { ...usage, chain: tries },
      exchange: answer.exchange,
    });
    return { ok: true, call: { ...call, chain: answer.chain, provenance: { chain: tries, configId } }, limits };
  } catch (error) {
    getLedger().release(reservation);
    if (!(error instanceof ProviderFailure)) throw error;
    keepFailure(error);
    return { ok: false, error: providerError(error), limits };
  }
}

function chargeable(options: {
  reservation: Reservation;
  route: PricedRoute;
  usage: CallOrder["usage"] & Pick<UsageFacts, "chain" | "configId">;
  startedAt: number;
  exchange: UpstreamExchange;
  keepFailure: FailureKeeper;
}): Omit<OpenCall, "chain" | "provenance"> {
  const { reservation, route, usage, startedAt, exchange } = options;
  return {
    exchange,
    route,
    costOf: ({ tokensIn, tokensOut }) => costNano(route, tokensIn, tokensOut),
    settle({ tokensIn, tokensOut }, status) {
      getLedger().settle(reservation, {
        ...usage,
        // What broke off has a key of its own: a turn that is repeated after it has its whole answer charged too.
        idempotencyKey: status === "PARTIAL" ? `${usage.idempotencyKey}/partial-${randomUUID()}` : usage.idempotencyKey,
        model: route.publicId,
        providerId: route.providerId,
        tokensIn,
        tokensOut,
        costNano: costNano(route, tokensIn, tokensOut),
        latencyMs: Math.round(performance.now() - startedAt),
        firstByteMs: Math.max(0, Math.round(exchange.firstByteAt - startedAt)),
        status,
      });
    },
    release: () => getLedger().release(reservation),
    fail(failure) {
      options.keepFailure(failure);
      getLedger().release(reservation);
    },
  };
}
