import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { countSandboxTokens } from "./count-tokens.ts";
import { type PreparedAnswer, prepareAnswer } from "./prepare-answer.ts";
import { faultError, ProviderError, renderProviderError } from "./provider-error.ts";
import type { ProviderCall, ProviderWorld } from "./provider-world.ts";
import { readBody } from "./read-body.ts";
import type { ChatRequest } from "./read-chat-request.ts";
import type { ProviderFault } from "./settings.ts";
import { streamAnswer } from "./stream-answer.ts";
import { wholeAnswer } from "./whole-answer.ts";

/** `POST /chat/completions`, on Node's own request and response: cutting, stalling and counting need the socket. */
export async function chatCompletions(world: ProviderWorld, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const startedAt = Date.now();
  const call: Omit<ProviderCall, "seq" | "durationMs"> = {
    model: "",
    stream: false,
    status: 0,
    aborted: false,
    dropped: false,
    promptTokens: 0,
    completionTokens: 0,
    plannedTokens: 0,
    chunks: 0,
    at: startedAt,
  };
  const sent = { text: "" };
  const finished = Promise.withResolvers<void>();
  res.once("close", () => {
    call.aborted = !res.writableFinished && !call.dropped;
    if (call.status !== 0 && !res.headersSent) call.status = 0;
    const isWhole = call.completionTokens === call.plannedTokens && !call.aborted && !call.dropped;
    if (!isWhole) call.completionTokens = Math.min(call.plannedTokens, countSandboxTokens(sent.text));
    world.log({ ...call, durationMs: Date.now() - startedAt });
    finished.resolve();
  });
  try {
    checkKey(world, req);
    const prepared = prepareAnswer(await readBody(req));
    const { request } = prepared;
    Object.assign(call, { model: request.model, stream: request.stream, user: request.user });
    checkModel(world, request);
    const fault = world.takeFault(request.model);
    await answer(world, prepared, fault, call, sent, res);
  } catch (error) {
    const known = error instanceof ProviderError ? error : new ProviderError(500, String(error));
    call.status = known.status;
    sendError(res, known);
  }
  await finished.promise;
}

async function answer(
  world: ProviderWorld,
  prepared: PreparedAnswer,
  fault: ProviderFault | undefined,
  call: Omit<ProviderCall, "seq" | "durationMs">,
  sent: { text: string },
  res: ServerResponse,
): Promise<void> {
  if (fault?.hang) return;
  const wait = world.settings.latencyMs + (fault?.delayMs ?? 0);
  if (wait > 0) await sleep(wait);
  if (res.destroyed) return;
  if (fault?.status !== undefined) {
    call.status = fault.status;
    sendError(res, faultError(fault.status, fault.message), fault.retryAfter);
    return;
  }
  if (fault?.dropAfterChunks === 0) {
    call.dropped = true;
    res.destroy();
    return;
  }
  const { request } = prepared;
  const plan = prepared.plan(world.settings.chunkSize);
  const id = `chatcmpl-sandbox${(world.totalCalls + Math.floor(Math.random() * 2 ** 40)).toString(36)}`;
  call.status = 200;
  call.promptTokens = request.promptTokens;
  call.plannedTokens = plan.completionTokens;
  const task = { request, plan, id, created: Math.floor(Date.now() / 1000), fault, call, sent, res };
  if (request.stream) await streamAnswer(task, world.settings.chunkDelayMs);
  else wholeAnswer(task);
}

export function checkKey(world: ProviderWorld, req: IncomingMessage): void {
  const expected = world.settings.apiKey;
  if (expected === null) return;
  const given = /^Bearer\s+(\S+)$/i.exec(req.headers.authorization ?? "")?.[1];
  if (given === expected) return;
  const shown = given ? `${given.slice(0, 3)}***${given.slice(-2)}` : "";
  const message = given
    ? `Incorrect API key provided: ${shown}. You can find your API key in the sandbox's settings.`
    : "You didn't provide an API key. Provide it in an Authorization header using Bearer auth.";
  throw new ProviderError(401, message, { code: given ? "invalid_api_key" : undefined });
}

function checkModel(world: ProviderWorld, request: ChatRequest): void {
  if (!world.settings.onlyListedModels || world.settings.models.includes(request.model)) return;
  const message = `The model \`${request.model}\` does not exist or you do not have access to it.`;
  throw new ProviderError(404, message, { param: "model", code: "model_not_found" });
}

function sendError(res: ServerResponse, error: ProviderError, retryAfter?: number): void {
  if (res.headersSent || res.destroyed) {
    res.destroy();
    return;
  }
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (retryAfter !== undefined) headers["retry-after"] = String(retryAfter);
  res.writeHead(error.status, headers).end(renderProviderError(error));
}
