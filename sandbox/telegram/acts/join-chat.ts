import { ControlError } from "../../http/control-error.ts";
import { addMessage } from "../add-message.ts";
import { memberOf } from "../chats.ts";
import { findUser } from "../find-user.ts";
import type { SandboxChat, SandboxUser } from "../model/chat.ts";
import { hasRight, isInChat, type SandboxMember } from "../model/member.ts";
import { compact, renderChat, renderUser } from "../render-chat.ts";
import { changeMember } from "../updates/announce-member.ts";
import { pushUpdate } from "../updates/push-update.ts";
import type { TelegramWorld } from "../world.ts";

export type JoinOutcome = "member" | "restricted" | "requested";

/** A person follows the invite link: they are in, or have asked to be where an administrator decides. */
export function joinChat(
  world: TelegramWorld,
  chat: SandboxChat,
  options: { userId: number; bio?: string },
): JoinOutcome {
  const user = requirePerson(world, chat, options.userId);
  const member = memberOf(world, chat, user.id);
  if (member?.status === "kicked") throw new ControlError(403, "USER_BANNED", `userId: ${user.id} is banned here`);
  if (isInChat(member)) return member?.status === "restricted" ? "restricted" : "member";
  if (chat.joinByRequest) {
    askToJoin(world, chat, user, options.bio);
    return "requested";
  }
  const next: SandboxMember =
    member?.status === "restricted" ? { ...member, isMember: true } : { userId: user.id, status: "member" };
  changeMember(world, chat, next, { byUserId: user.id });
  announceArrival(world, chat, user, user.id);
  return next.status === "restricted" ? "restricted" : "member";
}

/** A person leaves; one under a restriction stays under it. */
export function leaveAsUser(world: TelegramWorld, chat: SandboxChat, userId: number): void {
  const user = requirePerson(world, chat, userId);
  const member = memberOf(world, chat, userId);
  if (chat.joinRequests.delete(userId)) world.emit(chat, "join_request", { userId, state: "withdrawn" });
  if (!member || !isInChat(member)) return;
  const next: SandboxMember =
    member.status === "restricted" ? { ...member, isMember: false } : { userId, status: "left" };
  changeMember(world, chat, next, { byUserId: userId });
  announceDeparture(world, chat, user, userId);
}

/** "Somebody joined", as a service message. Channels have none. */
export function announceArrival(world: TelegramWorld, chat: SandboxChat, user: SandboxUser, byUserId: number): void {
  if (chat.type === "channel") return;
  const shown = renderUser(user);
  addMessage(world, chat, {
    fromId: byUserId,
    service: { new_chat_participant: shown, new_chat_member: shown, new_chat_members: [shown] },
  });
}

export function announceDeparture(world: TelegramWorld, chat: SandboxChat, user: SandboxUser, byUserId: number): void {
  if (chat.type === "channel") return;
  const shown = renderUser(user);
  addMessage(world, chat, { fromId: byUserId, service: { left_chat_participant: shown, left_chat_member: shown } });
}

function askToJoin(world: TelegramWorld, chat: SandboxChat, user: SandboxUser, bio: string | undefined): void {
  const date = world.date();
  const guard = world.bots.get(chat.guardBotId ?? 0);
  world.nextId += 1;
  const queryId = `${world.date()}${String(world.nextId).padStart(9, "0")}`;
  const query = guard && { id: queryId, botId: guard.id, expiresAt: world.now() + world.settings.joinQueryMs };
  chat.joinRequests.set(user.id, { userId: user.id, date, bio, ...(query && { query }) });
  const content = compact({
    chat: renderChat(world, chat),
    from: renderUser(user),
    user_chat_id: user.id,
    date,
    bio,
    invite_link: {
      invite_link: chat.inviteLink,
      creator: renderUser(ownerOf(world, chat) ?? user),
      creates_join_request: true,
      is_primary: true,
      is_revoked: false,
    },
  });
  for (const bot of world.bots.values()) {
    if (!hasRight(memberOf(world, chat, bot.id), "can_invite_users")) continue;
    pushUpdate(world, bot, "chat_join_request", bot === guard ? { ...content, query_id: queryId } : content);
  }
  world.emit(chat, "join_request", { userId: user.id, state: "open" });
}

/** The chat's owner, if it has one. */
export function ownerOf(world: TelegramWorld, chat: SandboxChat): SandboxUser | undefined {
  const owner = [...chat.members.values()].find((member) => member.status === "creator");
  return owner ? findUser(world, owner.userId) : undefined;
}

function requirePerson(world: TelegramWorld, chat: SandboxChat, userId: number): SandboxUser {
  if (chat.type === "private") throw new ControlError(400, "CHAT_IS_PRIVATE", "a private chat has no members");
  const user = findUser(world, userId);
  if (!user) throw new ControlError(404, "USER_ID_INVALID", `userId: no user ${userId}`);
  if (user.is_bot) throw new ControlError(400, "USER_IS_BOT", `userId: ${userId} is a bot; set its membership instead`);
  return user;
}
