import type { ChatPermissions } from "grammy/types";
import { findChat, requireRight } from "../access.ts";
import { addMessage } from "../add-message.ts";
import { badRequest } from "../bot-error.ts";
import { memberOf } from "../chats.ts";
import { deleteFromChat } from "../delete-from-chat.ts";
import { findUser } from "../find-user.ts";
import type { SandboxChat } from "../model/chat.ts";
import { isInChat, permissionNames, type SandboxMember } from "../model/member.ts";
import { renderUser } from "../render-chat.ts";
import { changeMember } from "../updates/announce-member.ts";
import type { Method, MethodCall } from "./method.ts";

const restrict = "restrict/unrestrict chat member";

export const restrictChatMember: Method = (call) => {
  const { world, bot, params } = call;
  const chat = findChat(world, bot, params);
  if (chat.type !== "supergroup") throw badRequest("method is available only for supergroups");
  const member = findTarget(call, chat);
  const given = params.json<ChatPermissions>("permissions", "permissions");
  if (!given || typeof given !== "object") throw badRequest("can't parse permissions JSON object");
  const permissions = fillPermissions(given, params.boolean("use_independent_chat_permissions"));
  const isMember = isInChat(member);
  const isFree = permissionNames.every((name) => permissions[name] || chat.permissions[name] === false);
  const next: SandboxMember = isFree
    ? { userId: member.userId, status: isMember ? "member" : "left" }
    : { userId: member.userId, status: "restricted", isMember, permissions, untilDate: untilDate(call) };
  changeMember(world, chat, next, { byUserId: bot.id });
  return true;
};

export const banChatMember: Method = (call) => {
  const { world, bot, params } = call;
  const chat = findChat(world, bot, params);
  if (chat.dialogue) throw badRequest("can't ban members in private chats");
  const member = findTarget(call, chat);
  const wasInside = isInChat(member);
  const next: SandboxMember = { userId: member.userId, status: "kicked", untilDate: untilDate(call) };
  changeMember(world, chat, next, { byUserId: bot.id });
  if (params.boolean("revoke_messages")) {
    for (const message of chat.messages.values()) {
      if (message.fromId === member.userId && !message.deleted) deleteFromChat(world, chat, message);
    }
  }
  const user = findUser(world, member.userId);
  if (wasInside && user && chat.type !== "channel") {
    addMessage(world, chat, { fromId: bot.id, service: { left_chat_member: renderUser(user) } });
  }
  return true;
};

/** Without `only_if_banned` this puts a member out of the chat, as on Telegram. */
export const unbanChatMember: Method = (call) => {
  const { world, bot, params } = call;
  const chat = findChat(world, bot, params);
  if (chat.type !== "supergroup" && chat.type !== "channel") {
    throw badRequest("method is available for supergroup and channel chats only");
  }
  const member = findTarget(call, chat);
  if (member.status !== "kicked" && params.boolean("only_if_banned")) return true;
  if (member.status === "left") return true;
  changeMember(world, chat, { userId: member.userId, status: "left" }, { byUserId: bot.id });
  return true;
};

/** The person a moderating call is about, who may be neither the bot itself nor above it. */
function findTarget({ world, bot, params }: MethodCall, chat: SandboxChat): SandboxMember {
  const userId = params.userId();
  requireRight(world, bot, chat, "can_restrict_members", restrict);
  if (userId === bot.id) throw badRequest("can't restrict self");
  if (!findUser(world, userId)) throw badRequest("PARTICIPANT_ID_INVALID");
  const member = memberOf(world, chat, userId) ?? { userId, status: "left" };
  if (member.status === "creator") throw badRequest("can't remove chat owner");
  if (member.status === "administrator") throw badRequest("user is an administrator of the chat");
  return member;
}

/** Under 30 seconds or over 366 days from now means for ever, which is 0. */
function untilDate({ world, params }: MethodCall): number {
  const date = params.integer("until_date") ?? 0;
  const ahead = date - world.date();
  return ahead < 30 || ahead > 366 * 86_400 ? 0 : date;
}

/** What is not named is not allowed; without independent permissions a wider one brings the narrower ones along. */
function fillPermissions(given: ChatPermissions, independent: boolean): ChatPermissions {
  const filled: ChatPermissions = Object.fromEntries(permissionNames.map((name) => [name, given[name] === true]));
  if (independent) return filled;
  if (filled.can_send_other_messages || filled.can_add_web_page_previews) {
    for (const name of permissionNames.slice(0, 7)) filled[name] = true;
  }
  if (filled.can_send_polls) filled.can_send_messages = true;
  return filled;
}
