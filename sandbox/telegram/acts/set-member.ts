import { ControlError } from "../../http/control-error.ts";
import { everyPermission, memberOf } from "../chats.ts";
import { findUser } from "../find-user.ts";
import type { SandboxChat } from "../model/chat.ts";
import { type AdministratorRights, defaultBotRights, isInChat, type SandboxMember } from "../model/member.ts";
import { changeMember } from "../updates/announce-member.ts";
import type { TelegramWorld } from "../world.ts";
import { announceArrival, announceDeparture, ownerOf } from "./join-chat.ts";

export interface SetMemberOptions extends SandboxMember {
  /** Who did it; absent: the owner. */
  byUserId?: number;
  /** Change it without a service message in the chat. */
  quiet?: boolean;
}

/** Gives a person or bot a standing in a chat: added, promoted, restricted, put out, banned. */
export function setMember(world: TelegramWorld, chat: SandboxChat, options: SetMemberOptions): SandboxMember {
  const { userId, status } = options;
  if (chat.type === "private")
    throw new ControlError(400, "CHAT_IS_PRIVATE", "a private chat has no members; block or unblock");
  const user = findUser(world, userId);
  if (!user) throw new ControlError(404, "USER_ID_INVALID", `userId: no user or bot ${userId}`);
  const wasInside = isInChat(memberOf(world, chat, userId));
  const member = toMember(options, user.is_bot);
  const actor = options.byUserId ?? ownerOf(world, chat)?.id ?? userId;
  changeMember(world, chat, member, { byUserId: actor });
  const isInside = isInChat(member);
  if (options.quiet || status === "creator") return member;
  if (!wasInside && isInside) announceArrival(world, chat, user, actor);
  if (wasInside && !isInside) announceDeparture(world, chat, user, actor);
  return member;
}

/** A standing with what goes without saying filled in: an administrator's usual rights, a restricted person's missing ones. */
export function toMember(options: SandboxMember, isBot: boolean): SandboxMember {
  const { userId, status, customTitle, isAnonymous } = options;
  switch (status) {
    case "administrator":
      return {
        userId,
        status,
        customTitle,
        isAnonymous,
        rights: options.rights ?? (isBot ? defaultBotRights : everyRight),
      };
    case "restricted": {
      const permissions = { ...everyPermission(false), ...options.permissions };
      return { userId, status, permissions, isMember: options.isMember ?? true, untilDate: options.untilDate ?? 0 };
    }
    case "kicked":
      return { userId, status, untilDate: options.untilDate ?? 0 };
    case "creator":
      return { userId, status, customTitle, isAnonymous };
    default:
      return { userId, status };
  }
}

const everyRight: AdministratorRights = { ...defaultBotRights, can_promote_members: true };
