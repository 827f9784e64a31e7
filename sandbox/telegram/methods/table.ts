import { answerCallbackQuery } from "./answer-callback-query.ts";
import { getChat, getChatAdministrators, getChatMember, getChatMemberCount, leaveChat } from "./chats.ts";
import { copyMessage, forwardMessage } from "./copy-message.ts";
import { deleteMessage, deleteMessages } from "./delete-message.ts";
import { editMessageReplyMarkup, editMessageText } from "./edit-message.ts";
import {
  deleteEphemeralMessage,
  editEphemeralMessageReplyMarkup,
  editEphemeralMessageText,
} from "./ephemeral-messages.ts";
import { changeForumTopic, createForumTopic } from "./forum-topics.ts";
import { getUpdates } from "./get-updates.ts";
import { createChatInviteLink, exportChatInviteLink } from "./invite-links.ts";
import {
  answerChatJoinRequestQuery,
  approveChatJoinRequest,
  declineChatJoinRequest,
  sendChatJoinRequestWebApp,
} from "./join-requests.ts";
import type { Method } from "./method.ts";
import { banChatMember, restrictChatMember, unbanChatMember } from "./moderate.ts";
import { pinChatMessage, unpinAllChatMessages, unpinChatMessage } from "./pins.ts";
import {
  deleteMyCommands,
  getChatMenuButton,
  getMe,
  getMyCommands,
  getProfile,
  logOut,
  setChatMenuButton,
  setMyCommands,
  setProfile,
} from "./profile.ts";
import { sendChatAction } from "./send-chat-action.ts";
import { sendMessage } from "./send-message.ts";
import { sendMessageDraft } from "./send-message-draft.ts";
import { deleteWebhook, getWebhookInfo, setWebhook } from "./webhook.ts";

/** The methods of the Bot API that the sandbox has. Names are matched without regard to case, as on Telegram. */
const methods: Record<string, Method> = {
  answerCallbackQuery,
  answerChatJoinRequestQuery,
  approveChatJoinRequest,
  banChatMember,
  close: logOut,
  closeForumTopic: changeForumTopic(true),
  copyMessage,
  createChatInviteLink,
  createForumTopic,
  declineChatJoinRequest,
  deleteEphemeralMessage,
  deleteMessage,
  deleteMessages,
  deleteMyCommands,
  deleteWebhook,
  editEphemeralMessageReplyMarkup,
  editEphemeralMessageText,
  editMessageReplyMarkup,
  editMessageText,
  exportChatInviteLink,
  forwardMessage,
  getChat,
  getChatAdministrators,
  getChatMember,
  getChatMemberCount,
  getChatMenuButton,
  getMe,
  getMyCommands,
  getMyDescription: getProfile("description"),
  getMyName: getProfile("name"),
  getMyShortDescription: getProfile("short_description"),
  getUpdates,
  getWebhookInfo,
  leaveChat,
  logOut,
  pinChatMessage,
  reopenForumTopic: changeForumTopic(false),
  restrictChatMember,
  sendChatAction,
  sendChatJoinRequestWebApp,
  sendMessage,
  sendMessageDraft,
  setChatMenuButton,
  setMyCommands,
  setMyDescription: setProfile("description"),
  setMyName: setProfile("name"),
  setMyShortDescription: setProfile("short_description"),
  setWebhook,
  unbanChatMember,
  unpinAllChatMessages,
  unpinChatMessage,
};

const byLowerCaseName = new Map(
  Object.entries(methods).map(([name, method]) => [name.toLowerCase(), { name, method }]),
);

export function findMethod(name: string): { name: string; method: Method } | undefined {
  return byLowerCaseName.get(name.toLowerCase());
}
