import { memberOf } from "../chats.ts";
import { findUser } from "../find-user.ts";
import type { SandboxChat } from "../model/chat.ts";
import { isAdministrator, renderMember, type SandboxMember } from "../model/member.ts";
import { compact, renderChat, renderUser } from "../render-chat.ts";
import type { TelegramWorld } from "../world.ts";
import { pushUpdate } from "./push-update.ts";

/**
 * Records a person's new standing in a chat and sends `my_chat_member` to the bot concerned, or `chat_member` to the
 * bots that are administrators there.
 */
export function changeMember(
  world: TelegramWorld,
  chat: SandboxChat,
  member: SandboxMember,
  cause: { byUserId: number; viaJoinRequest?: boolean },
): void {
  const before = memberOf(world, chat, member.userId) ?? { userId: member.userId, status: "left" };
  const user = findUser(world, member.userId);
  const actor = findUser(world, cause.byUserId) ?? user;
  if (!user || !actor) return;
  chat.members.set(member.userId, member);
  chat.joinRequests.delete(member.userId);
  const oldMember = renderMember(before, user);
  const newMember = renderMember(member, user);
  if (JSON.stringify(oldMember) === JSON.stringify(newMember)) return;
  const content = compact({
    chat: renderChat(world, chat),
    from: renderUser(actor),
    date: world.date(),
    old_chat_member: oldMember,
    new_chat_member: newMember,
    via_join_request: cause.viaJoinRequest ? true : undefined,
  });
  const concerned = world.bots.get(member.userId);
  if (concerned) pushUpdate(world, concerned, "my_chat_member", content);
  for (const bot of world.bots.values()) {
    if (bot === concerned || !isAdministrator(memberOf(world, chat, bot.id))) continue;
    pushUpdate(world, bot, "chat_member", content);
  }
  world.emit(chat, "member", { userId: member.userId, oldStatus: before.status, newStatus: member.status });
}

/** A private chat's blocking or unblocking, which the bot hears of as its own membership. */
export function announceBlocked(world: TelegramWorld, chat: SandboxChat, blocked: boolean): void {
  const bot = world.bots.get(chat.dialogue?.botId ?? 0);
  const user = world.users.get(chat.id);
  if (!bot || !user) return;
  const active = renderMember({ userId: bot.id, status: "member" }, bot.user);
  const stopped = renderMember({ userId: bot.id, status: "kicked", untilDate: 0 }, bot.user);
  pushUpdate(world, bot, "my_chat_member", {
    chat: renderChat(world, chat),
    from: renderUser(user),
    date: world.date(),
    old_chat_member: blocked ? active : stopped,
    new_chat_member: blocked ? stopped : active,
  });
  world.emit(chat, "member", { userId: bot.id, newStatus: blocked ? "kicked" : "member" });
}
