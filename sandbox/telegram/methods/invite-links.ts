import { findChat, requireRight } from "../access.ts";
import { badRequest } from "../bot-error.ts";
import type { SandboxChat } from "../model/chat.ts";
import { compact, renderUser } from "../render-chat.ts";
import type { Method, MethodCall } from "./method.ts";

/** The sandbox has one way into a chat (join), so a link is made to be shown, not to be told apart when followed. */
export const createChatInviteLink: Method = (call) => {
  const { world, bot, params } = call;
  const chat = findInvitable(call);
  world.nextId += 1;
  const createsRequest = params.boolean("creates_join_request");
  const memberLimit = params.integer("member_limit");
  if (createsRequest && memberLimit !== undefined) {
    throw badRequest("member limit can't be specified for links requiring administrator approval");
  }
  return compact({
    invite_link: `${chat.inviteLink}${world.nextId.toString(36)}`,
    creator: renderUser(bot.user),
    creates_join_request: createsRequest,
    is_primary: false,
    is_revoked: false,
    name: params.string("name") || undefined,
    expire_date: params.integer("expire_date"),
    member_limit: memberLimit,
  });
};

export const exportChatInviteLink: Method = (call) => findInvitable(call).inviteLink;

function findInvitable({ world, bot, params }: MethodCall): SandboxChat {
  const chat = findChat(world, bot, params);
  if (chat.type === "private") throw badRequest("can't create invite links for private chats");
  requireRight(world, bot, chat, "can_invite_users", "manage chat invite link");
  return chat;
}
