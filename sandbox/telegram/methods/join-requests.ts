import { findChat, requireRight } from "../access.ts";
import { admitToChat } from "../acts/admit-to-chat.ts";
import { badRequest } from "../bot-error.ts";
import { memberOf } from "../chats.ts";
import type { SandboxChat, SandboxJoinRequest } from "../model/chat.ts";
import { isInChat } from "../model/member.ts";
import type { Method, MethodCall } from "./method.ts";

/** How long a Mini App that was shown may take until its bot decides, in ms. */
const webAppMs = 300_000;

export const approveChatJoinRequest: Method = (call) => {
  const { chat, userId } = takeRequest(call);
  admitToChat(call.world, chat, userId, call.bot.id);
  return true;
};

export const declineChatJoinRequest: Method = (call) => {
  const { chat, userId } = takeRequest(call);
  call.world.emit(chat, "join_request", { userId, state: "declined" });
  return true;
};

/** The guard bot's decision, named by the query that came with the request to join. */
export const answerChatJoinRequestQuery: Method = (call) => {
  const { chat, request } = findQuery(call);
  const result = call.params.string("result");
  if (result !== "approve" && result !== "decline" && result !== "queue") {
    throw badRequest("wrong chat join request query result specified");
  }
  request.query = undefined;
  if (result === "approve") admitToChat(call.world, chat, request.userId, call.bot.id);
  if (result === "queue") call.world.emit(chat, "join_request", { userId: request.userId, state: "queued" });
  if (result === "decline") {
    chat.joinRequests.delete(request.userId);
    call.world.emit(chat, "join_request", { userId: request.userId, state: "declined" });
  }
  return true;
};

export const sendChatJoinRequestWebApp: Method = (call) => {
  const { chat, request } = findQuery(call);
  const url = call.params.string("web_app_url");
  if (!isAllowed(url)) throw badRequest("Web App URL is invalid: Only HTTPS links are allowed");
  if (!request.query || request.query.webAppUrl !== undefined) throw badRequest("RESULT_INVALID");
  request.query = { ...request.query, webAppUrl: url, expiresAt: call.world.now() + webAppMs };
  call.world.emit(chat, "join_request", { userId: request.userId, state: "web_app", url });
  return true;
};

/** Telegram takes https alone; what runs on this machine has no certificate. */
function isAllowed(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname));
}

function takeRequest({ world, bot, params }: MethodCall): { chat: SandboxChat; userId: number } {
  const chat = findChat(world, bot, params);
  const userId = params.userId();
  requireRight(world, bot, chat, "can_invite_users", "manage chat join requests");
  if (isInChat(memberOf(world, chat, userId))) throw badRequest("USER_ALREADY_PARTICIPANT");
  if (!chat.joinRequests.delete(userId)) throw badRequest("HIDE_REQUESTER_MISSING");
  return { chat, userId };
}

function findQuery({ world, bot, params }: MethodCall): { chat: SandboxChat; request: SandboxJoinRequest } {
  const id = params.string("chat_join_request_query_id");
  for (const chat of world.chats.values()) {
    for (const request of chat.joinRequests.values()) {
      const { query } = request;
      if (query?.id === id && query.botId === bot.id && query.expiresAt > world.now()) return { chat, request };
    }
  }
  throw badRequest("query is too old and response timeout expired or query ID is invalid");
}
