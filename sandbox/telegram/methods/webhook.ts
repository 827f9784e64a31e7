import type { WebhookInfo } from "grammy/types";
import { badRequest } from "../bot-error.ts";
import type { SandboxBot } from "../model/bot.ts";
import { startDelivery } from "../updates/deliver-by-webhook.ts";
import { rememberAllowedUpdates } from "../updates/push-update.ts";
import { Described, type Method } from "./method.ts";

/** Takes `http` addresses too, as a Bot API server of one's own does. */
export const setWebhook: Method = ({ world, bot, params }) => {
  const url = params.string("url").trim();
  if (url === "") return removeWebhook(bot, params.boolean("drop_pending_updates"));
  if (!URL.canParse(url)) throw badRequest(`invalid webhook URL specified`);
  if (!/^https?:$/.test(new URL(url).protocol))
    throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
  const secretToken = params.string("secret_token");
  if (secretToken.length > 256) throw badRequest("secret token is too long");
  if (!/^[\w-]*$/.test(secretToken)) throw badRequest("secret token contains unallowed characters");

  rememberAllowedUpdates(bot, params.json("allowed_updates", "allowed updates"));
  if (params.boolean("drop_pending_updates")) bot.queue.length = 0;
  bot.endPoll?.("Conflict: terminated by setWebhook request");
  const maxConnections = Math.min(100, Math.max(1, params.integer("max_connections") ?? 40));
  const known = bot.webhook;
  const isSame = known?.url === url && (known.secretToken ?? "") === secretToken;
  bot.webhook = { url, secretToken: secretToken || undefined, maxConnections };
  startDelivery(world, bot);
  return new Described(true, isSame ? "Webhook is already set" : "Webhook was set");
};

export const deleteWebhook: Method = ({ bot, params }) => removeWebhook(bot, params.boolean("drop_pending_updates"));

export const getWebhookInfo: Method = ({ bot }): WebhookInfo => {
  const hook = bot.webhook;
  return {
    url: hook?.url ?? "",
    has_custom_certificate: false,
    pending_update_count: bot.queue.length,
    ...(hook ? { max_connections: hook.maxConnections, ip_address: "127.0.0.1" } : {}),
    ...(hook?.lastErrorDate ? { last_error_date: hook.lastErrorDate, last_error_message: hook.lastErrorMessage } : {}),
    ...(bot.allowedUpdates ? { allowed_updates: bot.allowedUpdates } : {}),
  };
};

function removeWebhook(bot: SandboxBot, dropPending: boolean): Described {
  const wasSet = bot.webhook !== undefined;
  bot.webhook = undefined;
  bot.stopDelivery?.();
  if (dropPending) bot.queue.length = 0;
  return new Described(true, wasSet ? "Webhook was deleted" : "Webhook is already deleted");
}
