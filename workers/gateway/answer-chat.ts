import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { openCall } from "#lib/chat/complete-call.ts";
import { Cancellation } from "#lib/chat/providers/cancellation.ts";
import { upstreamBody } from "#lib/chat/providers/upstream-body.ts";
import type { ResolvedConfig } from "#lib/teams/resolve-config.ts";
import { answerJson } from "./answer-json.ts";
import { answerStream } from "./answer-stream.ts";
import type { ChatRequest } from "./chat-request.ts";
import { checkRates } from "./check-rates.ts";
import { type Caller, identifyCaller } from "./identify-caller.ts";
import { type RateStatus, setLimitHeaders } from "./limit-headers.ts";
import type { CallerKey } from "./types.ts";

export interface ChatContext {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  key: CallerKey;
  config: ResolvedConfig;
  requestId: string;
  now: Date;
}

/** What was sent, for whoever keeps it; undefined when it was not complete. */
export interface SentAnswer {
  contentType: string;
  body: Buffer;
}

/**
 * Answers one chat completion on Node's own response, charged and metered.
 * @param options.keep finish the answer even if the caller leaves, and return it
 * @throws AppError before anything was sent
 */
export async function answerChat(
  context: ChatContext,
  request: ChatRequest,
  options: { keep: boolean },
): Promise<SentAnswer | undefined> {
  const { outgoing, key, now } = context;
  const caller = await callerOf(key, request.user);
  const { rates, error } = await ratesOf(context, caller);
  if (error) {
    setLimitHeaders(outgoing, { rates, limits: [], now });
    throw error;
  }
  const opened = await openFor(context, request, caller, options.keep);
  setLimitHeaders(outgoing, { rates, limits: opened.limits, now });
  if (!opened.ok) throw opened.error;
  if (request.streamed) {
    const { call } = opened;
    const { prompt, showUsage } = request;
    const sent = await answerStream({ outgoing, call, prompt, showUsage, finishAlone: options.keep });
    return sent.complete ? { contentType: STREAM_TYPE, body: Buffer.from(sent.text, "latin1") } : undefined;
  }
  const body = Buffer.from(await answerJson({ call: opened.call, prompt: request.prompt }));
  if (!outgoing.destroyed)
    outgoing.writeHead(200, { "content-type": JSON_TYPE, "content-length": body.length }).end(body);
  return { contentType: JSON_TYPE, body };
}

export const STREAM_TYPE = "text/event-stream; charset=utf-8";
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

/** Before the first byte a caller who leaves stops further tries, but what is being answered is still charged. */
async function openFor(context: ChatContext, request: ChatRequest, caller: Caller, keep: boolean) {
  const { outgoing, key, config, requestId, now } = context;
  const cancellation = new Cancellation();
  const leave = () => {
    cancellation.left = !keep;
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
        idempotencyKey: `call-${randomUUID()}`,
        keyId: key.keyId,
        channel: "api",
        requestId,
        ...(caller.connectionId ? { connectionId: caller.connectionId } : {}),
      },
      interruptible: true,
      now,
      cancellation,
    });
  } finally {
    outgoing.off("close", leave);
  }
}
