import { type Said, said } from "#lib/infra/said.ts";

/** Why the sandbox doesn’t do what somebody tries in its chats, by its code (docs/sandbox.md). */
export const REFUSALS: Readonly<Record<string, Said>> = {
  BUTTON_NOT_FOUND: said`The message doesn’t have this button any more.`,
  BUTTON_TYPE_INVALID: said`This button only opens something: there is nothing to press.`,
  CHAT_ID_INVALID: said`The chat was not found.`,
  CHAT_MIGRATED: said`The group has become a supergroup: go on there.`,
  CHAT_WRITE_FORBIDDEN: said`This person may not write in this chat.`,
  MESSAGE_EMPTY: said`The message is empty.`,
  MESSAGE_ID_INVALID: said`The message is not in this chat any more.`,
  MESSAGE_TOO_LONG: said`The message is too long for Telegram.`,
  TOPIC_CLOSED: said`The topic is closed.`,
  TOPIC_ID_INVALID: said`The topic is not in this chat any more.`,
  USER_BANNED: said`This person is banned here.`,
  USER_ID_INVALID: said`The person was not found.`,
  USER_NOT_PARTICIPANT: said`This person is not in the chat.`,
  WEB_APP_NOT_FOUND: said`The Mini App is not shown any more.`,
  YOU_BLOCKED_USER: said`The person blocked the bot; unblock it first.`,
};
