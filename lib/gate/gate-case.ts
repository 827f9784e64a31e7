import type { ChatMember, User } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import type { GateMember, GateTrigger, Standing } from "./decide.ts";
import type { LoadedGroup } from "./load-group.ts";

/** Somebody whom the gate has to decide about, and what made it. */
export interface GateCase {
  connection: LoadedConnection;
  group: LoadedGroup;
  trigger: GateTrigger;
  person: { id: number; name: string; username: string | null; language: string | null };
  sender: Omit<GateMember, "userId" | "standing">;
  /** Their standing in the group, where the update tells it. */
  standing: Standing | null;
  /** The same as Telegram says it, where it was told. */
  chatMember: ChatMember | null;
  /** Where they wrote; 0 for the general topic and for groups without topics. */
  threadId: number;
  /** The message that is judged. */
  messageId: number | null;
  /** Tells this occasion from all others of the bot: see decision-id.ts. */
  occasion: string;
  /** When it was, by Telegram's clock where Telegram says: the same each time that the update is handled. */
  occurredAt: Date;
  /** When the update reached us. */
  receivedAt: Date;
  now: Date;
}

export function personOf(user: User): GateCase["person"] {
  const name = [user.first_name, user.last_name].filter(Boolean).join(" ").replaceAll("\0", "");
  return { id: user.id, name, username: user.username ?? null, language: user.language_code ?? null };
}

/** A sender who writes in nobody else's name. */
export function plainSender(user: Pick<User, "is_bot">): GateCase["sender"] {
  return { isBot: user.is_bot, senderChatId: null, isAutomaticForward: false };
}

/** Telegram's dates are in seconds; the updates' numbers keep those of one second in their order. */
export function momentOf(date: number, updateId: number): Date {
  return new Date(date * 1_000 + (updateId % 1_000));
}
