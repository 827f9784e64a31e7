import type { ChatPermissions } from "grammy/types";
import { chatIdOf, counterBase } from "./ids.ts";
import type { ChatType, SandboxChat } from "./model/chat.ts";
import { permissionNames, type SandboxMember, settleMember } from "./model/member.ts";
import type { TelegramWorld } from "./world.ts";

export interface CreateChatOptions {
  /** Absent: a function of the type and the title. */
  id?: number;
  type: Exclude<ChatType, "private">;
  title: string;
  username?: string;
  description?: string;
  isForum?: boolean;
  joinByRequest?: boolean;
  permissions?: ChatPermissions;
  linkedChatId?: number;
}

/** Adds a group, supergroup or channel; one that is there already gets the new title and settings. */
export function createChat(world: TelegramWorld, options: CreateChatOptions): SandboxChat {
  const id = options.id ?? chatIdOf(options.type, options.title);
  const chat = world.chats.get(String(id)) ?? addChat(world, String(id), id, options.type);
  chat.title = options.title;
  chat.username = options.username ?? chat.username;
  chat.description = options.description ?? chat.description;
  chat.isForum = options.isForum ?? chat.isForum;
  chat.joinByRequest = options.joinByRequest ?? chat.joinByRequest;
  chat.permissions = options.permissions ?? chat.permissions;
  chat.linkedChatId = options.linkedChatId ?? chat.linkedChatId;
  return chat;
}

/** The dialogue of a bot and a user, made when it is first asked for. */
export function privateChat(world: TelegramWorld, botId: number, userId: number): SandboxChat {
  const key = `${botId}:${userId}`;
  const known = world.chats.get(key);
  if (known) return known;
  const chat = addChat(world, key, userId, "private");
  chat.dialogue = { botId, userId, started: false, blocked: false };
  return chat;
}

/** A person's standing in a chat right now; undefined when they never had any. */
export function memberOf(world: TelegramWorld, chat: SandboxChat, userId: number): SandboxMember | undefined {
  const member = chat.members.get(userId);
  if (!member) return undefined;
  const settled = settleMember(member, world.now());
  if (settled !== member) chat.members.set(userId, settled);
  return settled;
}

export function everyPermission(allowed: boolean): ChatPermissions {
  return Object.fromEntries(permissionNames.map((name) => [name, allowed]));
}

function addChat(world: TelegramWorld, key: string, id: number, type: ChatType): SandboxChat {
  const chat: SandboxChat = {
    key,
    id,
    type,
    isForum: false,
    joinByRequest: false,
    permissions: {
      ...everyPermission(true),
      can_change_info: false,
      can_pin_messages: false,
      can_manage_topics: false,
    },
    inviteLink: `https://t.me/+sandbox${Math.abs(id).toString(36)}`,
    topics: new Map(),
    members: new Map(),
    joinRequests: new Map(),
    messages: new Map(),
    drafts: new Map(),
    pinned: [],
    nextMessageId: counterBase(world.now()),
  };
  world.chats.set(key, chat);
  return chat;
}
