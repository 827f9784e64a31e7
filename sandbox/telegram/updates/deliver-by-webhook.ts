import { setTimeout } from "node:timers/promises";
import type { Update } from "grammy/types";
import type { SandboxBot, SandboxWebhook } from "../model/bot.ts";
import type { TelegramWorld } from "../world.ts";

/** Carries out a method that a webhook's answer names. Set by the Bot API, which knows the methods. */
export type AnswerRunner = (bot: SandboxBot, answer: Record<string, unknown>) => Promise<void>;
const runners = new WeakMap<TelegramWorld, AnswerRunner>();

export function setAnswerRunner(world: TelegramWorld, run: AnswerRunner): void {
  runners.set(world, run);
}

/**
 * Posts a bot's updates to its webhook one after the other, each until it is taken: any 2xx answer takes it, anything
 * else is tried again after a pause that doubles, and holds back those behind it.
 */
export function startDelivery(world: TelegramWorld, bot: SandboxBot): void {
  bot.stopDelivery?.();
  const stop = new AbortController();
  bot.stopDelivery = () => {
    stop.abort();
    bot.wake?.();
    bot.wake = undefined;
    bot.stopDelivery = undefined;
  };
  void deliver(world, bot, stop.signal);
}

async function deliver(world: TelegramWorld, bot: SandboxBot, stopped: AbortSignal): Promise<void> {
  let failures = 0;
  while (!stopped.aborted) {
    const update = bot.queue[0];
    const webhook = bot.webhook;
    if (!webhook) return;
    if (!update) {
      await sleepUntilWoken(bot);
      continue;
    }
    const outcome = await post(world, bot, webhook, update, stopped);
    if (stopped.aborted) return;
    if (outcome.taken) {
      failures = 0;
      if (bot.queue[0] === update) bot.queue.shift();
      continue;
    }
    webhook.lastErrorDate = world.date();
    webhook.lastErrorMessage = outcome.problem;
    const backoff = Math.min(world.settings.webhookRetryBaseMs * 2 ** failures, world.settings.webhookRetryMaxMs);
    failures = Math.min(failures + 1, 20);
    await sleep(Math.max(backoff, outcome.retryAfterMs), stopped);
  }
}

async function post(
  world: TelegramWorld,
  bot: SandboxBot,
  webhook: SandboxWebhook,
  update: Update,
  stopped: AbortSignal,
): Promise<{ taken: boolean; problem: string; retryAfterMs: number }> {
  const headers = new Headers({ "content-type": "application/json" });
  if (webhook.secretToken) headers.set("x-telegram-bot-api-secret-token", webhook.secretToken);
  try {
    const response = await fetch(webhook.url, {
      method: "POST",
      headers,
      body: JSON.stringify(update),
      redirect: "manual",
      signal: AbortSignal.any([stopped, AbortSignal.timeout(world.settings.webhookTimeoutMs)]),
    });
    const text = await response.text();
    if (response.ok) {
      const answer = readAnswer(text);
      if (answer) await runners.get(world)?.(bot, answer);
      return { taken: true, problem: "", retryAfterMs: 0 };
    }
    const retryAfterMs = Math.min(Number(response.headers.get("retry-after")) * 1000 || 0, 3_600_000);
    const problem = `Wrong response from the webhook: ${response.status} ${response.statusText}`.trim();
    return { taken: false, problem, retryAfterMs };
  } catch (error) {
    return { taken: false, problem: nameProblem(error), retryAfterMs: 0 };
  }
}

/** A webhook may answer with a call of its own: a JSON object with a `method`. */
function readAnswer(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null && "method" in answer
      ? (answer as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function nameProblem(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError") return "Read timeout expired";
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
  if (cause?.code === "ECONNREFUSED") return "Connection refused";
  if (cause?.code === "ENOTFOUND") return "Failed to resolve host: Name or service not known";
  return `Connection failed: ${cause?.code ?? (error instanceof Error ? error.message : String(error))}`;
}

/** Resolves when an update comes or the delivery is stopped; both call `wake`. */
function sleepUntilWoken(bot: SandboxBot): Promise<void> {
  return new Promise((resolve) => {
    bot.wake = resolve;
  });
}

/** Waits, or less when the delivery is stopped. */
async function sleep(ms: number, stopped: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal: stopped }).catch(() => undefined);
}
