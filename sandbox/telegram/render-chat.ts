import type { User } from "grammy/types";
import { findUser } from "./find-user.ts";
import type { SandboxChat, SandboxUser } from "./model/chat.ts";
import type { TelegramWorld } from "./world.ts";

/** The Bot API's Chat, as messages and updates carry it. */
export function renderChat(world: TelegramWorld, chat: SandboxChat): Record<string, unknown> {
  if (chat.type === "private") {
    const user = findUser(world, chat.id);
    return compact({
      id: chat.id,
      first_name: user?.first_name ?? "",
      last_name: user?.last_name,
      username: user?.username,
      type: "private",
    });
  }
  return compact({
    id: chat.id,
    title: chat.title,
    username: chat.username,
    type: chat.type,
    is_forum: chat.isForum || undefined,
  });
}

/** A user as the Bot API shows one. */
export function renderUser(user: SandboxUser): User {
  const { deactivated: _, ...shown } = user;
  return shown;
}

/** The same object without the fields that are undefined. */
export function compact(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
