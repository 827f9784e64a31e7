import type { SandboxUser } from "./model/chat.ts";

/** Accounts of Telegram's own that stand in `from` where a message was written in a chat's name. */
export const groupAnonymousBot: SandboxUser = {
  id: 1087968824,
  is_bot: true,
  first_name: "Group",
  username: "GroupAnonymousBot",
};
export const channelBot: SandboxUser = {
  id: 136817688,
  is_bot: true,
  first_name: "Channel",
  username: "Channel_Bot",
};
/** Forwards a channel's posts to the group that is linked with it. */
export const telegramService: SandboxUser = { id: 777000, is_bot: false, first_name: "Telegram" };

const serviceUsers = [groupAnonymousBot, channelBot, telegramService];

export function findServiceUser(userId: number): SandboxUser | undefined {
  return serviceUsers.find(({ id }) => id === userId);
}
