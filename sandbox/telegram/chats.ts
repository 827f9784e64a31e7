import type { ChatPermissions } from "grammy/types";
import { inCrowd } from "./find-user.ts";
import { chatIdOf, counterBase } from "./ids.ts";
import type { ChatType, CrowdRule, SandboxChat } from "./model/chat.ts";
import { isInChat, permissionNames, type SandboxMember, settleMember } from "./model/member.ts";
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
  guardBotId?: number;
  crowd?: CrowdRule;
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
  chat.guardBotId = options.guardBotId ?? chat.guardBotId;
  chat.crowd = options.crowd ?? chat.crowd;
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
  if (!member) return followsRule(chat, userId) && inCrowd(world, userId) ? { userId, status: "member" } : undefined;
  const settled = settleMember(member, world.now());
  if (settled !== member) chat.members.set(userId, settled);
  return settled;
}

/** How many are in a chat at present, the crowd included. */
export function countMembers(world: TelegramWorld, chat: SandboxChat): number {
  const named = [...chat.members.keys()].filter((userId) => isInChat(memberOf(world, chat, userId))).length;
  const { crowd } = world;
  if (!chat.crowd || !crowd) return named;
  const { modulus, below } = chat.crowd;
  const upTo = (id: number) => Math.floor(id / modulus) * below + Math.min(below, id % modulus);
  const all = upTo(crowd.from + crowd.count) - upTo(crowd.from);
  const counted = [...chat.members.keys()].filter((id) => followsRule(chat, id) && inCrowd(world, id)).length;
  return named + all - counted;
}

function followsRule({ crowd }: SandboxChat, userId: number): boolean {
  return crowd !== undefined && userId % crowd.modulus < crowd.below;
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
    ephemeral: new Map(),
    drafts: new Map(),
    pinned: [],
    nextMessageId: counterBase(world.now()),
  };
  world.chats.set(key, chat);
  return chat;
}
