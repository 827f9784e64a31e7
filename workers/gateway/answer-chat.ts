import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { openCall } from "#lib/chat/complete-call.ts";
import { DEFAULT_MODEL_ALIAS } from "#lib/chat/complete-plan.ts";
import { Cancellation } from "#lib/chat/providers/cancellation.ts";
import { upstreamBody } from "#lib/chat/providers/upstream-body.ts";
import type { AppError } from "#lib/infra/errors.ts";
import type { ResolvedConfig } from "#lib/teams/resolve-config.ts";
import { configSnapshotId } from "#lib/usage/config-snapshot.ts";
import { recordFailure } from "#lib/usage/record-failure.ts";
import { answerJson } from "./answer-json.ts";
import { answerStream, STREAM_HEADERS } from "./answer-stream.ts";
import type { ChatRequest } from "./chat-request.ts";
import { checkRates } from "./check-rates.ts";
import { type Caller, identifyCaller } from "./identify-caller.ts";
import { type RateStatus, setLimitHeaders } from "./limit-headers.ts";
import type { CallerKey } from "./types.ts";

export interface ChatContext {
  outgoing: ServerResponse;
  key: CallerKey;
  config: ResolvedConfig;
  requestId: string;
  now: Date;
}

/** A whole answer, for whoever keeps it. */
export interface SentAnswer {
  contentType: string;
  body: Buffer;
}

/** A call that its caller will repeat, should it be lost, and wants to have done once. */
export interface RepeatableCall {
  /** The same for each repetition: it is charged once under it. */
  callId: string;
  /** Stores the answer before the caller has all of it. */
  keep(answer: SentAnswer): Promise<void>;
}

/**
 * Answers one chat completion on Node's own response, charged and metered.
 * @param repeatable with it the answer is finished even if the caller leaves
 * @returns whether the answer came to its end
 * @throws AppError before anything was sent
 */
export async function answerChat(
  context: ChatContext,
  request: ChatRequest,
  repeatable?: RepeatableCall,
): Promise<boolean> {
  const keep = repeatable?.keep;
  const { outgoing, key, now } = context;
  const caller = await callerOf(key, request.user);
  const { rates, error } = await ratesOf(context, caller);
  if (error) {
    keepRefusal(context, request, caller, error);
    setLimitHeaders(outgoing, { rates, limits: [], now });
    throw error;
  }
  const opened = await openFor(context, request, caller, repeatable);
  setLimitHeaders(outgoing, { rates, limits: opened.limits, now });
  if (!opened.ok) throw opened.error;
  const { call } = opened;
  const { prompt, showUsage } = request;
  if (request.streamed) {
    const keepStream = keep && ((body: Buffer) => keep({ contentType: STREAM_HEADERS["content-type"], body }));
    return answerStream({ outgoing, call, prompt, showUsage, keep: keepStream });
  }
  const body = await answerJson({ call, prompt });
  await keep?.({ contentType: JSON_TYPE, body: Buffer.from(body) });
  if (!outgoing.destroyed) {
    // As a string, head and body leave in one write.
    outgoing.writeHead(200, { "content-type": JSON_TYPE, "content-length": Buffer.byteLength(body) }).end(body);
  }
  return true;
}

const JSON_TYPE = "application/json";

function callerOf(key: CallerKey, user: string | undefined): Caller | Promise<Caller> {
  if (user !== undefined) return identifyCaller(key, user);
  return { subjects: { teamId: key.teamId, keyLineageId: key.lineageId }, connectionId: undefined };
}

const UNLIMITED = { rates: [] as RateStatus[], error: undefined };

function ratesOf(context: ChatContext, caller: Caller) {
  const { key, config, now } = context;
  if (key.rateLimit === null && !caller.subjects.endUserId) return UNLIMITED;
  return checkRates({ key, config, subjects: caller.subjects, now });
}

function keepRefusal(context: ChatContext, request: ChatRequest, caller: Caller, error: AppError): void {
  const { key, config, requestId, now } = context;
  recordFailure({
    ...{ subjects: caller.subjects, connectionId: caller.connectionId, keyId: key.keyId, requestId },
    ...{ channel: "api", model: request.model === DEFAULT_MODEL_ALIAS ? config.defaultModel.value : request.model },
    ...{ kind: "REFUSED", code: error.code, latencyMs: 0, configId: configSnapshotId(config) },
    ...{ timeZone: config.timeZone, occurredAt: now },
  });
}

/** Before the first byte a caller who leaves stops further tries, but what is being answered is still charged. */
async function openFor(
  context: ChatContext,
  request: ChatRequest,
  caller: Caller,
  repeatable: RepeatableCall | undefined,
) {
  const { outgoing, key, config, requestId, now } = context;
  const cancellation = new Cancellation();
  const leave = () => {
    cancellation.left = repeatable === undefined;
  };
  outgoing.once("close", leave);
  try {
    return await openCall({
      config,
      subjects: caller.subjects,
      modelId: request.model,
      prompt: request.prompt,
      maxTokens: request.maxTokens,
      choices: request.choices,
      streamed: request.streamed,
      bodyFor: (route, cap) => upstreamBody({ params: request.params, route, cap, streamed: request.streamed }),
      usage: {
        // The call's own: a caller may repeat his request id, and each repetition is a call.
        idempotencyKey: `call-${repeatable?.callId ?? randomUUID()}`,
        keyId: key.keyId,
        channel: "api",
        requestId,
        ...(caller.connectionId ? { connectionId: caller.connectionId } : {}),
      },
      // Should this process die, the repetition is charged in its stead.
      interruptible: repeatable === undefined,
      now,
      cancellation,
    });
  } finally {
    outgoing.off("close", leave);
  }
}
