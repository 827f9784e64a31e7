import { findChat, requireRight } from "../access.ts";
import { addMessage } from "../add-message.ts";
import { badRequest } from "../bot-error.ts";
import { memberOf } from "../chats.ts";
import type { SandboxChat } from "../model/chat.ts";
import { isInChat } from "../model/member.ts";
import { renderUser } from "../render-chat.ts";
import { changeMember } from "../updates/announce-member.ts";
import type { Method, MethodCall } from "./method.ts";

export const approveChatJoinRequest: Method = (call) => {
  const { world, bot } = call;
  const { chat, userId } = takeRequest(call);
  changeMember(world, chat, { userId, status: "member" }, { byUserId: bot.id, viaJoinRequest: true });
  const user = world.users.get(userId);
  if (user && chat.type !== "channel") {
    const shown = renderUser(user);
    addMessage(world, chat, { fromId: userId, service: { new_chat_members: [shown], new_chat_member: shown } });
  }
  return true;
};

export const declineChatJoinRequest: Method = (call) => {
  const { chat, userId } = takeRequest(call);
  call.world.emit(chat, "join_request", { userId, state: "declined" });
  return true;
};

function takeRequest({ world, bot, params }: MethodCall): { chat: SandboxChat; userId: number } {
  const chat = findChat(world, bot, params);
  const userId = params.userId();
  requireRight(world, bot, chat, "can_invite_users", "manage chat join requests");
  if (isInChat(memberOf(world, chat, userId))) throw badRequest("USER_ALREADY_PARTICIPANT");
  if (!chat.joinRequests.delete(userId)) throw badRequest("HIDE_REQUESTER_MISSING");
  return { chat, userId };
}
