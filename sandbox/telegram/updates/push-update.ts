import type { Update } from "grammy/types";
import type { SandboxBot, UpdateKind } from "../model/bot.ts";
import type { TelegramWorld } from "../world.ts";

/** Sent only to bots that name them in `allowed_updates`. */
const onlyWhenNamed: readonly UpdateKind[] = ["chat_member", "message_reaction", "message_reaction_count"];

/**
 * Queues an update for a bot, if it wants that kind. The filter applies now, when the update comes into being, not when
 * it is fetched: changing `allowed_updates` does not touch what waits already.
 */
export function pushUpdate(world: TelegramWorld, bot: SandboxBot, kind: UpdateKind, content: unknown): void {
  const wanted = bot.allowedUpdates ? bot.allowedUpdates.includes(kind) : !onlyWhenNamed.includes(kind);
  if (!wanted) return;
  const update = { update_id: bot.nextUpdateId, [kind]: content } as unknown as Update;
  bot.nextUpdateId += 1;
  bot.queue.push(update);
  const surplus = bot.queue.length - world.settings.maxPendingUpdates;
  if (surplus > 0) {
    bot.queue.splice(0, surplus);
    bot.droppedUpdates += surplus;
  }
  bot.wake?.();
}

/** The `allowed_updates` to remember: an empty list means the default kinds, absence keeps what was set before. */
export function rememberAllowedUpdates(bot: SandboxBot, given: unknown): void {
  if (!Array.isArray(given)) return;
  const kinds = given.map(String) as UpdateKind[];
  bot.allowedUpdates = kinds.length > 0 ? kinds : undefined;
}
