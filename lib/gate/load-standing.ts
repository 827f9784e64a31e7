import type { ChatMember } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";
import type { Standing } from "./decide.ts";
import { groupAdmins } from "./group-admins.ts";
import { standingOf } from "./member-state.ts";

const CALL_TIMEOUT_MS = 4_000;
const PATIENCE_MS = 1_500;

/**
 * Somebody's standing in a group. Admins are known for a minute, and while Telegram does not tell for as long as nothing says
 * otherwise; of everybody else it is asked each time, because what is done next depends on what holds now.
 */
export async function loadStanding(options: {
  connection: LoadedConnection;
  chatId: number;
  userId: number;
  now: Date;
}): Promise<{ standing: Standing; member: ChatMember | null }> {
  const admins = await groupAdmins({ ...options, orLastKnown: true });
  if (admins?.has(options.userId)) return { standing: { status: "administrator", canWrite: true }, member: null };
  const member = await askMember(options);
  if (member) return { standing: standingOf(member), member };
  return { standing: { status: "unknown", canWrite: true, isNoAdmin: admins !== null }, member };
}

/** @returns null when Telegram does not say */
export async function askMember(options: {
  connection: LoadedConnection;
  chatId: number;
  userId: number;
}): Promise<ChatMember | null> {
  const { connection, chatId, userId } = options;
  try {
    const asked = await callTelegram({
      ...{ connection, chatId, priority: 1, counts: false, idempotent: true, maxWaitMs: PATIENCE_MS },
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      run: (api, signal) => api.getChatMember(chatId, userId, signal),
    });
    return asked.ok ? asked.value : null;
  } catch {
    return null;
  }
}
