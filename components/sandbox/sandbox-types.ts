import type { MessageEntity } from "#components/sandbox/entity-tree.ts";

/** What app/api/sandbox answers. */
export interface SandboxBotJson {
  connectionId: string;
  botId: number;
  name: string;
  teamId: string;
  teamName: string;
  /** Neither the connection nor its team is switched off. */
  active: boolean;
  /** It guards groups. */
  gate: boolean;
  /** End users have to bring an access code. */
  needsCode: boolean;
  health: "unknown" | "healthy" | "unhealthy";
  healthReason: string | null;
  /** Null until the bot has called the sandbox for the first time. */
  bot: {
    username: string;
    firstName: string;
    canReadAllGroupMessages: boolean;
    commands: { private: BotCommand[]; group: BotCommand[]; admin: BotCommand[] };
  } | null;
}

export interface BotCommand {
  command: string;
  description: string;
}

export interface SandboxChatJson {
  key: string;
  type: "private" | "group" | "channel";
  /** A group without the means of a supergroup. */
  basic: boolean;
  title: string;
  username: string | null;
  inviteLink: string;
  isForum: boolean;
  joinByRequest: boolean;
  topics: { threadId: number; name: string; closed: boolean }[];
  /** Whoever has ever been here. */
  people: SandboxPerson[];
  /** Everybody's standing, the bot's too; empty for a private chat. */
  members: SandboxMember[];
  requests: { userId: number; name: string; webAppUrl: string | null }[];
  blocked: boolean;
  messageCount: number;
}

export interface SandboxMember {
  userId: number;
  name: string;
  isBot: boolean;
  status: "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";
  inside: boolean;
  mayWrite: boolean;
  isAnonymous: boolean;
  rights: string[];
  /** When a restriction or ban ends, Unix seconds; null is never. */
  until: number | null;
}

export interface ChatsJson {
  items: SandboxChatJson[];
  /** Everybody whom one can be with this bot. */
  people: SandboxPerson[];
}

export interface SandboxPerson {
  id: number;
  name: string;
}

export interface InlineButton {
  text: string;
  callback_data?: string;
  url?: string;
}

export interface SandboxMessageJson {
  messageId: number;
  /** Unix seconds. */
  date: number;
  editDate: number | null;
  from: { id: number; isBot: boolean; firstName: string; lastName: string | null } | null;
  /** In whose name it was written, where that isn't the person's own. */
  senderChat: { id: number; title: string } | null;
  /** A channel's post shows the channel alone. */
  asChannel: boolean;
  /** Who alone sees it, besides the bot; `replaces` is what they see it in place of. */
  receiver: { id: number; firstName: string; lastName: string | null } | null;
  replaces: number | null;
  threadId: number | null;
  text: string | null;
  entities: MessageEntity[];
  replyTo: number | null;
  keyboard: InlineButton[][] | null;
  replyMarkup: { keyboard?: (string | { text: string })[][] } | null;
  content: Record<string, unknown> | null;
  service: Record<string, unknown> | null;
}

export interface SandboxDraft {
  draftId: number;
  text: string;
  entities: MessageEntity[];
}

export interface TranscriptJson {
  messages: SandboxMessageJson[];
  action: { action: string; expiresAt: number } | null;
  drafts: SandboxDraft[];
}

export interface PressAnswer {
  answered: boolean;
  text: string | null;
  showAlert: boolean;
  url: string | null;
}
