import type { BotCommand, Update, User, UserFromGetMe } from "grammy/types";

export type UpdateKind = Exclude<keyof Update, "update_id">;

export interface SandboxWebhook {
  url: string;
  secretToken?: string;
  maxConnections: number;
  /** Unix seconds. */
  lastErrorDate?: number;
  lastErrorMessage?: string;
}

export interface SandboxBot {
  id: number;
  token: string;
  user: User & { username: string };
  canJoinGroups: boolean;
  /** False is Telegram's privacy mode: in groups only commands, replies to the bot and mentions reach it. */
  canReadAllGroupMessages: boolean;
  /** It can be made the guard of a chat, and is then asked about requests to join. */
  supportsJoinRequestQueries: boolean;
  /** Undefined: everything but chat_member, message_reaction and message_reaction_count. */
  allowedUpdates?: UpdateKind[];
  /** Updates neither confirmed by an offset nor taken by the webhook, oldest first. */
  queue: Update[];
  nextUpdateId: number;
  /** Updates thrown away because the queue was full. */
  droppedUpdates: number;
  webhook?: SandboxWebhook;
  /** Wakes the waiting getUpdates call or the webhook delivery. */
  wake?: () => void;
  /** Ends the waiting getUpdates call with a 409 of this description. */
  endPoll?: (description: string) => void;
  /** Stops the webhook delivery loop. */
  stopDelivery?: () => void;
  /** By scope and language. */
  commands: Map<string, BotCommand[]>;
  /** By kind (`name`, `description`, `short_description`) and language. */
  profile: Map<string, string>;
  menuButtons: Map<string, unknown>;
}

export function renderGetMe(bot: SandboxBot): UserFromGetMe {
  return {
    ...bot.user,
    is_bot: true,
    can_join_groups: bot.canJoinGroups,
    can_read_all_group_messages: bot.canReadAllGroupMessages,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: bot.supportsJoinRequestQueries,
  };
}
