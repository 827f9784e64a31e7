import type { Update } from "grammy/types";
import { BotError } from "../bot-error.ts";
import type { SandboxBot } from "../model/bot.ts";
import type { Params } from "../params.ts";
import { rememberAllowedUpdates } from "../updates/push-update.ts";
import type { Method } from "./method.ts";

const maxTimeoutSeconds = 50;
const maxLimit = 100;
const webhookIsActive =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const otherRequest =
  "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";

/** Long polling. A second call ends the first one, which gets the 409, as on Telegram. */
export const getUpdates: Method = async ({ bot, params, signal }) => {
  if (bot.webhook) throw new BotError(409, webhookIsActive);
  bot.endPoll?.(otherRequest);
  rememberAllowedUpdates(bot, params.json("allowed_updates", "allowed updates"));
  confirmUpdates(bot, params.integer("offset"));
  const limit = Math.min(maxLimit, Math.max(1, params.integer("limit") ?? maxLimit));
  const timeout = Math.min(maxTimeoutSeconds, Math.max(0, params.integer("timeout") ?? 0));
  if (bot.queue.length === 0 && timeout > 0) await nextUpdate(bot, timeout * 1000, signal);
  return readUpdates(bot, params, limit);
};

/** Forgets what came before `offset`; a negative one keeps only that many of the newest. */
function confirmUpdates(bot: SandboxBot, offset: number | undefined): void {
  if (offset === undefined || offset === 0) return;
  if (offset < 0) {
    bot.queue.splice(0, Math.max(0, bot.queue.length + offset));
    return;
  }
  const firstKept = bot.queue.findIndex((update) => update.update_id >= offset);
  bot.queue.splice(0, firstKept === -1 ? bot.queue.length : firstKept);
  // An offset from before a restart may lie ahead: ids go on from there, or the bot would never see them.
  if (offset > bot.nextUpdateId) bot.nextUpdateId = offset;
}

function readUpdates(bot: SandboxBot, params: Params, limit: number): Update[] {
  const offset = params.integer("offset") ?? 0;
  return bot.queue.filter((update) => offset <= 0 || update.update_id >= offset).slice(0, limit);
}

/** Resolves at the next update, at the time-out, or when the caller hangs up; rejects when another call takes over. */
function nextUpdate(bot: SandboxBot, timeoutMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (error?: BotError) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", hungUp);
      if (bot.endPoll === end) {
        bot.endPoll = undefined;
        bot.wake = undefined;
      }
      if (error) reject(error);
      else resolve();
    };
    const hungUp = () => finish();
    const end = (description: string) => finish(new BotError(409, description));
    const timer = setTimeout(() => finish(), timeoutMs);
    bot.endPoll = end;
    bot.wake = () => finish();
    signal.addEventListener("abort", hungUp, { once: true });
    if (signal.aborted) finish();
  });
}
