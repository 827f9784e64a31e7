import type { SandboxChat } from "./model/chat.ts";
import { compact, renderChat, renderUser } from "./render-chat.ts";
import { renderMessage } from "./render-message.ts";
import type { TelegramWorld } from "./world.ts";

/** The Bot API's ChatFullInfo, which getChat returns. `asAdministrator` shows what only administrators see. */
export function renderFullChat(
  world: TelegramWorld,
  chat: SandboxChat,
  asAdministrator: boolean,
): Record<string, unknown> {
  const pinned = chat.messages.get(chat.pinned.at(-1) ?? 0);
  const guard = world.bots.get(chat.guardBotId ?? 0);
  return compact({
    ...renderChat(world, chat),
    accent_color_id: Math.abs(chat.id) % 7,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    active_usernames: chat.username ? [chat.username] : undefined,
    description: chat.description,
    invite_link: asAdministrator ? chat.inviteLink : undefined,
    permissions: chat.type === "group" || chat.type === "supergroup" ? chat.permissions : undefined,
    join_by_request: chat.joinByRequest || undefined,
    guard_bot: asAdministrator && guard ? renderUser(guard.user) : undefined,
    linked_chat_id: chat.linkedChatId,
    pinned_message: pinned && !pinned.deleted ? renderMessage(world, chat, pinned) : undefined,
  });
}
