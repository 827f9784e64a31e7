import type { ChatPermissions, User } from "grammy/types";
import type { SandboxMember } from "./member.ts";
import type { SandboxMessage } from "./message.ts";

export type ChatType = "private" | "group" | "supergroup" | "channel";

export interface SandboxUser extends User {
  is_bot: boolean;
  /** The account was deleted: writing to it fails with 403 "user is deactivated". */
  deactivated?: boolean;
}

export interface SandboxTopic {
  /** Also the id of the service message that created the topic, as on Telegram. */
  threadId: number;
  name: string;
  iconColor: number;
  closed: boolean;
}

export interface SandboxJoinRequest {
  userId: number;
  /** Unix seconds. */
  date: number;
  bio?: string;
  /** Set where the chat's guard bot was asked: it answers within ten seconds, or other administrators decide. */
  query?: { id: string; botId: number; expiresAt: number; webAppUrl?: string };
}

/** Of the crowd's ids, those whose remainder by `modulus` is below `below` are members. */
export interface CrowdRule {
  modulus: number;
  below: number;
}

/** A streamed preview from sendMessageDraft; it disappears when a message comes or after 30 s. */
export interface SandboxDraft {
  draftId: number;
  text: string;
  threadId?: number;
  /** Unix milliseconds. */
  expiresAt: number;
}

/**
 * One place where messages are exchanged. Between a bot and a user Telegram keeps one dialogue per pair, all with the
 * user's id as chat id, so the key of a private chat is `<botId>:<userId>`; any other chat's key is its id.
 */
export interface SandboxChat {
  key: string;
  id: number;
  type: ChatType;
  title?: string;
  username?: string;
  description?: string;
  isForum: boolean;
  /** New people ask to join, an administrator lets them in. */
  joinByRequest: boolean;
  /** What an ordinary member may do. */
  permissions: ChatPermissions;
  inviteLink: string;
  linkedChatId?: number;
  /** The bot assigned to process requests to join. */
  guardBotId?: number;
  /** Which of the world's crowd are in it, beside `members`. */
  crowd?: CrowdRule;
  /** Set once a group was upgraded: calls to it fail and name the supergroup. */
  migratedTo?: number;
  /** Private chats: the bot, the person, whether they ever wrote to it, and whether they blocked it. */
  dialogue?: { botId: number; userId: number; started: boolean; blocked: boolean };
  topics: Map<number, SandboxTopic>;
  members: Map<number, SandboxMember>;
  joinRequests: Map<number, SandboxJoinRequest>;
  messages: Map<number, SandboxMessage>;
  /** Messages that one person sees; their ids are of the same counter. */
  ephemeral: Map<number, SandboxMessage>;
  drafts: Map<number, SandboxDraft>;
  pinned: number[];
  nextMessageId: number;
  /** The latest sendChatAction; Telegram shows it for five seconds. */
  action?: { botId: number; action: string; expiresAt: number };
}
