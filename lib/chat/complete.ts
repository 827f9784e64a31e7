import { AppError } from "../infra/errors.ts";
import type { ResolvedConfig } from "../teams/resolve-config.ts";
import type { LimitStatus, Subjects } from "../usage/reservation.ts";
import { type OpenCall, type OpenedCall, openCall } from "./complete-call.ts";
import { readTurn } from "./complete-read.ts";
import { countTokens, type PromptSize, TOKENS_PER_ANSWER, TOKENS_PER_MESSAGE } from "./count-tokens.ts";
import { Cancellation } from "./providers/cancellation.ts";
import { upstreamBody } from "./providers/upstream-body.ts";

export interface TurnMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

export interface TurnOptions {
  config: ResolvedConfig;
  subjects: Subjects;
  /** Public id. */
  modelId: string;
  messages: TurnMessage[];
  channel: string;
  connectionId?: string;
  roomId?: string;
  keyId?: string;
  /** Ties the charge to the turn: settled twice, it is charged once. */
  idempotencyKey: string;
  requestId?: string;
  /** For a turn that nobody repeats after a crash (a call that waits for its answer): charge it then as reserved. */
  interruptible?: boolean;
  now: Date;
  signal?: AbortSignal;
  onDelta?: (textSoFar: string) => void;
  /** Told where the subjects' limits stand, as soon as the turn is reserved or refused: before the first delta. */
  onLimits?: (limits: LimitStatus[]) => void;
}

export type TurnResult =
  | {
      ok: true;
      text: string;
      /** Public id of the model that answered. */
      model: string;
      providerName: string;
      tokensIn: number;
      tokensOut: number;
      costNano: bigint;
      /** What was asked, in order, as `<public id>@<provider>`; the last one answered. */
      chain: string[];
      /** What its usage row says about how it came about. */
      provenance: OpenCall["provenance"];
      limits: LimitStatus[];
      /** Charges the turn. Call it once the answer is safely written. */
      settle(): void;
      /** Charges nothing: the answer could not be written. */
      release(): void;
    }
  | { ok: false; reason: "quota"; violated: LimitStatus; retryAfterSeconds: number }
  | { ok: false; reason: "provider" | "model_not_available" | "unpriced"; message: string };

/**
 * Answers one turn: reserves, streams from the model's providers in turn, and leaves the charge to the caller, who calls
 * `settle` once the answer is written. When the signal aborts, or the last provider drops in mid-answer, what was
 * produced is charged as PARTIAL here. A result that is neither settled nor released within five minutes releases itself.
 * @throws whatever the database throws while it is away
 */
export async function completeTurn(options: TurnOptions): Promise<TurnResult> {
  const { config, messages, signal } = options;
  const cancellation = new Cancellation();
  const cancel = () => cancellation.cancel();
  if (signal?.aborted) cancel();
  else signal?.addEventListener("abort", cancel, { once: true });
  try {
    const prompt = sizeOf(messages);
    const opened = await openCall({
      config,
      subjects: options.subjects,
      modelId: options.modelId,
      prompt,
      maxTokens: undefined,
      choices: 1,
      streamed: true,
      bodyFor: (route, cap) => upstreamBody({ params: { messages }, route, cap, streamed: true }),
      usage: pickUsage(options),
      interruptible: options.interruptible ?? false,
      now: options.now,
      cancellation,
    });
    options.onLimits?.(opened.limits);
    if (!opened.ok) return refusal(opened);
    return await readTurn({ call: opened.call, limits: opened.limits, prompt, onDelta: options.onDelta });
  } catch (error) {
    return turnOfError(error);
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

function sizeOf(messages: TurnMessage[]): PromptSize {
  const overhead = TOKENS_PER_ANSWER + TOKENS_PER_MESSAGE * messages.length;
  return {
    bound: messages.reduce((sum, message) => sum + Buffer.byteLength(message.content), overhead),
    count: async () => overhead + (await countTokens(messages.map((message) => message.content))),
  };
}

function pickUsage(options: TurnOptions) {
  const { idempotencyKey, keyId, connectionId, roomId, channel, requestId } = options;
  return {
    idempotencyKey,
    channel,
    ...(keyId ? { keyId } : {}),
    ...(connectionId ? { connectionId } : {}),
    ...(roomId ? { roomId } : {}),
    ...(requestId ? { requestId } : {}),
  };
}

function refusal({ error, violated }: OpenedCall & { ok: false }): TurnResult {
  if (!violated) return { ok: false, reason: "provider", message: error.message };
  return { ok: false, reason: "quota", violated, retryAfterSeconds: error.retryAfterSeconds ?? 1 };
}

function turnOfError(error: unknown): TurnResult {
  if (error instanceof AppError) {
    if (error.code === "model_not_available")
      return { ok: false, reason: "model_not_available", message: error.message };
    if (error.code === "model_unpriced") return { ok: false, reason: "unpriced", message: error.message };
    if (error.code === "context_too_long") return { ok: false, reason: "provider", message: error.message };
  }
  throw error;
}
