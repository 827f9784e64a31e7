import type { EphemeralMessageParameters } from "grammy/types";
import { countAgainstLimits, findChat } from "../access.ts";
import { addMessage } from "../add-message.ts";
import { badRequest } from "../bot-error.ts";
import { memberOf } from "../chats.ts";
import { formatText } from "../entities/format-text.ts";
import { findUser } from "../find-user.ts";
import type { SandboxChat } from "../model/chat.ts";
import { isAdministrator, isInChat } from "../model/member.ts";
import { renderMessage } from "../render-message.ts";
import { readReplyMarkup } from "../reply-markup.ts";
import type { Method, MethodCall } from "./method.ts";
import { readPlace } from "./read-place.ts";

/**
 * A message in a group that one member sees. An administrator may send one at any time, any other bot for 15 seconds
 * after that member pressed one of its buttons. It has no message id of the chat's, but an ephemeral one.
 */
export const sendEphemeral: Method = (call) => {
  const { world, bot, params } = call;
  const chat = findChat(world, bot, params);
  const given = params.json<EphemeralMessageParameters>("ephemeral_message_parameters", "ephemeral message parameters");
  const receiverId = Number(given?.receiver_user_id);
  if (!given || !Number.isSafeInteger(receiverId) || receiverId <= 0) {
    throw badRequest("invalid receiver_user_id specified");
  }
  const formatted = formatText(world, params);
  const markup = readReplyMarkup(params);
  const pressed = readQuery(call, chat, given, receiverId);
  const mayStart = !chat.dialogue && chat.type !== "channel" && isAdministrator(memberOf(world, chat, bot.id));
  if (!mayStart && pressed === undefined) throw badRequest("BOT_NOT_ADMIN");
  const receiver = findUser(world, receiverId);
  if (!receiver || receiver.is_bot) throw badRequest("USER_ID_INVALID");
  if (!isInChat(memberOf(world, chat, receiverId))) throw badRequest("USER_NOT_PARTICIPANT");
  const place = readPlace(chat, params);
  countAgainstLimits(world, bot, chat);
  const replaces = given.replace_callback_query_message ? pressed : undefined;
  const message = addMessage(world, chat, {
    fromId: bot.id,
    ...formatted,
    ...place,
    keyboard: markup.keyboard,
    silent: params.boolean("disable_notification"),
    ephemeral: { receiverId, ...(replaces !== undefined && { replaces }) },
  });
  return renderMessage(world, chat, message);
};

/** The message whose button the receiver pressed, if the call names that press. Throws when it is none of theirs, or too old. */
function readQuery(
  { world, bot }: MethodCall,
  chat: SandboxChat,
  given: EphemeralMessageParameters,
  receiverId: number,
): number | undefined {
  if (!given.callback_query_id) return undefined;
  const query = world.callbackQueries.get(String(given.callback_query_id));
  const isTheirs = query && query.botId === bot.id && query.userId === receiverId && query.chatKey === chat.key;
  if (!isTheirs || world.now() - query.createdAt >= world.settings.ephemeralReplyMs) {
    throw badRequest("query is too old and response timeout expired or query ID is invalid");
  }
  return query.messageId;
}
