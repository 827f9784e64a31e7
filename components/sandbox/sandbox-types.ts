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
  /** End users have to bring an access code. */
  needsCode: boolean;
  health: "unknown" | "healthy" | "unhealthy";
  healthReason: string | null;
  /** Null until the bot has called the sandbox for the first time. */
  bot: {
    username: string;
    firstName: string;
    canReadAllGroupMessages: boolean;
    commands: { private: BotCommand[]; group: BotCommand[] };
  } | null;
}

export interface BotCommand {
  command: string;
  description: string;
}

export interface SandboxChatJson {
  key: string;
  type: "private" | "group";
  title: string;
  people: SandboxPerson[];
  blocked: boolean;
  messageCount: number;
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
