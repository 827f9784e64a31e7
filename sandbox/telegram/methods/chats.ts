import { findChat } from "../access.ts";
import { addMessage } from "../add-message.ts";
import { badRequest, forbidden } from "../bot-error.ts";
import { countMembers, memberOf } from "../chats.ts";
import { findUser } from "../find-user.ts";
import { isAdministrator, isInChat, renderMember } from "../model/member.ts";
import { renderFullChat } from "../render-full-chat.ts";
import { changeMember } from "../updates/announce-member.ts";
import type { Method } from "./method.ts";

export const getChat: Method = ({ world, bot, params }) => {
  const chat = findChat(world, bot, params);
  return renderFullChat(world, chat, isAdministrator(memberOf(world, chat, bot.id)));
};

export const getChatMember: Method = ({ world, bot, params }) => {
  const chat = findChat(world, bot, params);
  const userId = params.userId();
  const user = findUser(world, userId);
  const own = memberOf(world, chat, bot.id);
  if (chat.dialogue) {
    if (userId !== bot.id && userId !== chat.id) throw badRequest("member not found");
    return renderMember({ userId, status: "member" }, user ?? bot.user);
  }
  if (!isInChat(own)) throw forbidden(`bot is not a member of the ${chat.type} chat`);
  if (chat.type === "channel" && userId !== bot.id && !isAdministrator(own)) {
    throw badRequest("member list is inaccessible");
  }
  if (!user) throw badRequest("user not found");
  return renderMember(memberOf(world, chat, userId) ?? { userId, status: "left" }, user);
};

export const getChatAdministrators: Method = ({ world, bot, params }) => {
  const chat = findChat(world, bot, params);
  if (chat.dialogue) throw badRequest("there are no administrators in the private chat");
  if (chat.type === "channel" && !isAdministrator(memberOf(world, chat, bot.id))) {
    throw badRequest("member list is inaccessible");
  }
  // Other bots are left out, as on Telegram; a bot does see itself.
  return [...chat.members.values()].flatMap((member) => {
    const user = world.users.get(member.userId);
    const isShown = isAdministrator(member) && user && (!user.is_bot || user.id === bot.id);
    return isShown ? [renderMember(member, user)] : [];
  });
};

export const getChatMemberCount: Method = ({ world, bot, params }) => {
  const chat = findChat(world, bot, params);
  if (chat.dialogue) return 2;
  return countMembers(world, chat);
};

export const leaveChat: Method = ({ world, bot, params }) => {
  const chat = findChat(world, bot, params);
  if (chat.dialogue) throw badRequest("chat is not a group or channel: private chats can't be left");
  if (!isInChat(memberOf(world, chat, bot.id))) throw forbidden(`bot is not a member of the ${chat.type} chat`);
  changeMember(world, chat, { userId: bot.id, status: "left" }, { byUserId: bot.id });
  if (chat.type !== "channel") {
    addMessage(world, chat, { fromId: bot.id, service: { left_chat_member: bot.user } });
  }
  return true;
};
