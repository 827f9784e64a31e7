import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { BotError, renderBotError } from "./bot-error.ts";
import { logCall } from "./call-log.ts";
import { type FaultRule, takeFault } from "./faults.ts";
import { Described, type MethodCall } from "./methods/method.ts";
import { findMethod } from "./methods/table.ts";
import type { SandboxBot } from "./model/bot.ts";
import { Params } from "./params.ts";
import { readParams } from "./read-params.ts";
import { findBotByToken } from "./register-bot.ts";
import { setAnswerRunner } from "./updates/deliver-by-webhook.ts";
import type { TelegramWorld } from "./world.ts";

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** The Bot API: `/bot<token>/<method>`, over GET or POST. */
export function botApi(world: TelegramWorld): Hono<{ Bindings: HttpBindings }> {
  setAnswerRunner(world, async (bot, { method, ...values }) => {
    const call = { world, bot, params: new Params(values), signal: new AbortController().signal };
    await answerCall(String(method), call);
  });

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.on(["GET", "POST"], "/:bot{bot[^/]+}/:method", async (c) => {
    const bot = findBotByToken(world, c.req.param("bot").slice(3));
    if (!bot) return c.json(renderBotError(new BotError(401, "Unauthorized")), 401);
    const params = await readParams(c.req.raw);
    if (params instanceof BotError) return c.json(renderBotError(params), params.status as 400);

    const hangUp = new AbortController();
    c.env.outgoing.on("close", () => hangUp.abort());
    const answer = await answerCall(c.req.param("method"), { world, bot, params, signal: hangUp.signal });
    if (answer === "dropped") {
      c.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    const headers: Record<string, string> = {};
    const retryAfter = (answer.body.parameters as { retry_after?: number } | undefined)?.retry_after;
    if (retryAfter !== undefined) headers["retry-after"] = String(retryAfter);
    return c.json(answer.body, answer.status as 200, headers);
  });
  app.all("*", (c) => c.json(renderBotError(new BotError(404, "Not Found")), 404));
  return app;
}

/** Runs one call with the faults set for it, and logs it. */
async function answerCall(name: string, call: MethodCall): Promise<Answer | "dropped"> {
  const { world, bot, params, signal } = call;
  const found = findMethod(name);
  const at = world.now();
  const chatId = params.has("chat_id") ? (params.integer("chat_id") ?? params.string("chat_id")) : undefined;
  const fault = takeFault(world, { method: name, botId: bot.id, chatId, params });
  const delay = world.settings.latencyMs + methodLatency(world, found?.name) + (fault?.delayMs ?? 0);
  if (delay > 0) await sleep(delay, undefined, { signal }).catch(() => undefined);

  let answer: Answer | "dropped" | undefined;
  if (!fault || fault.afterEffect || !spoilsAnswer(fault)) {
    answer = found ? await run(found.method, call) : notModelled(name);
  }
  if (fault && spoilsAnswer(fault)) answer = await spoil(fault, signal);
  const outcome = answer ?? "dropped";
  logOutcome(call.world, bot, { method: found?.name ?? name, chatId, at }, params, outcome, signal.aborted);
  return outcome;
}

function methodLatency({ settings }: TelegramWorld, name = ""): number {
  return settings.methodLatencyMs[name] ?? 0;
}

async function run(method: (call: MethodCall) => unknown, call: MethodCall): Promise<Answer> {
  try {
    const result = await method(call);
    if (result instanceof Described) {
      return { status: 200, body: { ok: true, result: result.result, description: result.description } };
    }
    return { status: 200, body: { ok: true, result } };
  } catch (error) {
    if (error instanceof BotError) return { status: error.status, body: renderBotError(error) };
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`sandbox: a Bot API method failed: ${problem}\n`);
    return { status: 500, body: renderBotError(new BotError(500, "Internal Server Error")) };
  }
}

function notModelled(name: string): Answer {
  const error = new BotError(404, `Not Found: the sandbox has no method "${name.slice(0, 64)}"`);
  return { status: 404, body: renderBotError(error) };
}

function spoilsAnswer(fault: FaultRule): boolean {
  return fault.status !== undefined || fault.hang === true || fault.dropConnection === true;
}

async function spoil(fault: FaultRule, signal: AbortSignal): Promise<Answer | "dropped"> {
  if (fault.hang) {
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener("abort", () => resolve(), { once: true });
    });
    return "dropped";
  }
  if (fault.dropConnection) return "dropped";
  const status = fault.status ?? 500;
  const standard = status === 429 ? `Too Many Requests: retry after ${fault.retryAfter ?? 1}` : standardTexts[status];
  const seconds = fault.retryAfter ?? (status === 429 ? 1 : undefined);
  const parameters = seconds === undefined ? undefined : { retry_after: seconds };
  const error = new BotError(status, fault.description ?? standard ?? "Internal Server Error", parameters);
  return { status, body: renderBotError(error) };
}

const standardTexts: Record<number, string> = {
  400: "Bad Request: chat not found",
  401: "Unauthorized",
  403: "Forbidden: bot was blocked by the user",
  409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  502: "Bad Gateway",
};

function logOutcome(
  world: TelegramWorld,
  bot: SandboxBot,
  call: { method: string; chatId?: number | string; at: number },
  params: Params,
  answer: Answer | "dropped",
  hungUp: boolean,
): void {
  const body = answer === "dropped" ? undefined : answer.body;
  // Polls that went well would push everything else out of the log.
  if (call.method === "getUpdates" && body?.ok === true) return;
  const result = body?.result as { message_id?: number } | undefined;
  logCall(world, {
    botId: bot.id,
    ...call,
    params: { ...params.values },
    durationMs: world.now() - call.at,
    status: answer === "dropped" || hungUp ? 0 : answer.status,
    description: body?.ok === false ? String(body.description) : undefined,
    messageId: typeof result === "object" ? result?.message_id : undefined,
  });
}
