import type { Message } from "grammy/types";
import type { LoadedConnection } from "../../channels/load-connection.ts";
import { groupAdmins } from "../group-admins.ts";
import type { GateLanguage } from "../group-params.ts";
import { toGateLanguage } from "../texts/gate-text.ts";

/** An admin of a group who speaks to the bot. */
export interface GateAdmin {
  /** Null for one who writes in the group's name: Telegram does not say who it is. */
  userId: number | null;
  name: string;
  language: GateLanguage;
}

/**
 * The admin who wrote a message in a group.
 * @param options.fallback the language for an anonymous one
 * @returns null for everybody else, and while Telegram does not say who the admins are
 */
export async function findAdmin(options: {
  connection: LoadedConnection;
  message: Message;
  fallback?: string | null | undefined;
  now: Date;
}): Promise<GateAdmin | null> {
  const { connection, message, fallback, now } = options;
  const { chat, from, sender_chat: senderChat } = message;
  if (senderChat?.id === chat.id) return { userId: null, name: chat.title ?? "", language: toGateLanguage(fallback) };
  if (senderChat || !from) return null;
  const admins = await groupAdmins({ connection, chatId: chat.id, now });
  if (!admins?.has(from.id)) return null;
  return { userId: from.id, name: from.first_name, language: toGateLanguage(from.language_code) };
}
