import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { getLedger } from "../usage/ledger.ts";
import type {
  LimitStatus,
  Reservation,
  ReserveOptions,
  ReserveResult,
  Subjects,
  UsageFacts,
} from "../usage/reservation.ts";
import type { PricedRoute } from "./complete-plan.ts";
import { type CallSize, estimateOf, shrinkToFit, sizeCall } from "./complete-size.ts";
import type { PromptSize } from "./count-tokens.ts";

export interface ReserveOrder {
  subjects: Subjects;
  timeZone: string;
  now: Date;
  routes: PricedRoute[];
  prompt: PromptSize;
  /** What the caller asked for per choice, or undefined. */
  maxTokens: number | undefined;
  /** Answers asked for at once. */
  choices: number;
  /** Journaled, when the call is not repeated after a crash. */
  interruptible: Omit<UsageFacts, "tokensIn" | "tokensOut" | "costNano" | "latencyMs" | "status"> | undefined;
}

export type Allowance =
  | {
      ok: true;
      reservation: Reservation;
      limits: LimitStatus[];
      size: CallSize;
      /** True when tokens or cost are limited: the provider must then be held to the reserved budget. */
      capped: boolean;
    }
  | { ok: false; violated: LimitStatus; limits: LimitStatus[]; retryAfterSeconds: number };

/**
 * Reserves what a call may use at most. Where the ledger holds enough in memory this answers without waiting, on a
 * size that is bounded by the prompt's bytes; only when that does not fit are its tokens counted, and is an answer whose
 * length the caller left open cut to what is left.
 * @throws AppError context_too_long
 */
export function reserveCall(order: ReserveOrder): Allowance | Promise<Allowance> {
  const size = sizeCall({ ...order, promptTokens: order.prompt.bound, whole: true });
  if (!size) return reserveCounted(order);
  const result = getLedger().tryReserve(requestFor(order, size));
  return result?.ok ? allowed(result, size) : reserveSlowly(order, size, result);
}

async function reserveSlowly(order: ReserveOrder, size: CallSize, known?: ReserveResult): Promise<Allowance> {
  const result = known ?? (await getLedger().reserve(requestFor(order, size)));
  if (result.ok) return allowed(result, size);
  return result.violated.unit === "REQUESTS" ? result : reserveCounted(order);
}

// Each round meets another limit at most; there are three scopes, two units and two windows.
const MOST_ROUNDS = 12;
// Other models' tokenizers differ by a few percent from the one that counts here.
const MARGIN = 1.05;

async function reserveCounted(order: ReserveOrder): Promise<Allowance> {
  const counted = await order.prompt.count();
  const fitting = sizeCall({ ...order, promptTokens: counted, whole: false });
  if (!fitting) throw tooLong(order.routes, counted);
  let size: CallSize = { ...fitting, promptTokens: Math.min(order.prompt.bound, Math.ceil(counted * MARGIN)) };
  for (let round = 1; ; round += 1) {
    const result = await getLedger().reserve(requestFor(order, size));
    if (result.ok) return allowed(result, size);
    // A caller who asked for so many tokens is told that they are not left, instead of getting fewer.
    const smaller = order.maxTokens === undefined ? shrinkToFit(size, order.choices, result.violated) : undefined;
    if (!smaller || round === MOST_ROUNDS) return result;
    size = smaller;
  }
}

function requestFor(order: ReserveOrder, size: CallSize): ReserveOptions {
  const estimate = estimateOf(size, order.choices);
  const { subjects, timeZone, now, interruptible } = order;
  if (!interruptible) return { subjects, estimate, timeZone, now };
  const facts: UsageFacts = {
    ...interruptible,
    tokensIn: size.promptTokens,
    tokensOut: size.budget * order.choices,
    costNano: estimate.costNano,
    latencyMs: 0,
    status: "INTERRUPTED",
  };
  return { subjects, estimate, timeZone, now, interruptible: facts };
}

function allowed(result: ReserveResult & { ok: true }, size: CallSize): Allowance {
  const capped = result.limits.some((limit) => limit.unit !== "REQUESTS");
  return { ok: true, reservation: result.reservation, limits: result.limits, size, capped };
}

function tooLong(routes: PricedRoute[], counted: number): AppError {
  const window = Math.max(0, ...routes.map((route) => route.contextWindow));
  return new AppError(
    "context_too_long",
    said`This model's context window is ${window} tokens, but the messages have ${counted}. Shorten them.`,
    { errors: [{ path: "messages", message: said`are too long` }] },
  );
}
