import { EventEmitter } from "node:events";
import type { CallRecord } from "./call-log.ts";
import type { FaultRule } from "./faults.ts";
import { FloodLimits } from "./flood-limits.ts";
import type { SandboxBot } from "./model/bot.ts";
import type { SandboxChat, SandboxUser } from "./model/chat.ts";
import type { SandboxCallbackQuery } from "./model/message.ts";
import { type TelegramSettings, type TelegramSettingsInput, telegramSettings } from "./settings.ts";

/** What a watcher of a chat is told. `seq` rises by one per event over all chats. */
export interface ChatEvent {
  seq: number;
  type: "message" | "edit" | "delete" | "callback" | "answer" | "member" | "join_request" | "action" | "draft" | "chat";
  chatKey: string;
  [field: string]: unknown;
}

export interface TelegramWorldOptions {
  settings?: TelegramSettingsInput;
  /** Bots known from the start, beside the tokens that register themselves. */
  bots?: { token: string; username?: string; firstName?: string; canReadAllGroupMessages?: boolean }[];
  /** Unix milliseconds. */
  now?: () => number;
}

/** Everything the Telegram stand-in knows. It lives in memory and is forgotten with the process. */
export class TelegramWorld {
  readonly now: () => number;
  settings: TelegramSettings;
  readonly bots = new Map<number, SandboxBot>();
  readonly users = new Map<number, SandboxUser>();
  readonly chats = new Map<string, SandboxChat>();
  readonly callbackQueries = new Map<string, SandboxCallbackQuery>();
  readonly faults: FaultRule[] = [];
  readonly calls: CallRecord[] = [];
  readonly flood = new FloodLimits();
  /** People who exist without a record each: all ids from `from` on, `count` of them. */
  crowd?: { from: number; count: number };
  seq = 0;
  nextId = 1;
  private readonly watchers = new EventEmitter().setMaxListeners(0);

  constructor(options: TelegramWorldOptions = {}) {
    this.now = options.now ?? Date.now;
    this.settings = telegramSettings.parse(options.settings ?? {});
  }

  /** Unix seconds, as Telegram's dates are. */
  date(): number {
    return Math.floor(this.now() / 1000);
  }

  emit(chat: SandboxChat, type: ChatEvent["type"], fields: Record<string, unknown>): void {
    this.seq += 1;
    const event: ChatEvent = { seq: this.seq, type, chatKey: chat.key, ...fields };
    this.watchers.emit(chat.key, event);
    this.watchers.emit("*", event);
  }

  /** Calls `listener` for each event of a chat (`*`: of all chats) until the returned function is called. */
  watch(chatKey: string, listener: (event: ChatEvent) => void): () => void {
    this.watchers.on(chatKey, listener);
    return () => this.watchers.off(chatKey, listener);
  }

  /** Ends every wait and delivery that is under way, so that a server can close. */
  stop(): void {
    for (const bot of this.bots.values()) {
      bot.endPoll?.("Conflict: terminated by other getUpdates request; the sandbox is stopping");
      bot.stopDelivery?.();
    }
  }

  /** Forgets all bots, people, chats, calls and faults; settings stay. */
  reset(): void {
    this.stop();
    for (const part of [this.bots, this.users, this.chats, this.callbackQueries]) part.clear();
    this.faults.length = 0;
    this.calls.length = 0;
    this.flood.clear();
    this.crowd = undefined;
  }
}
