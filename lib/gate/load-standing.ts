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
export async function loadStanding(options: Question & { now: Date }): Promise<{
  standing: Standing;
  member: ChatMember | null;
  /** Telegram asked to be left alone with this chat: it may be asked again soon. */
  mustWait: boolean;
}> {
  const admins = await groupAdmins({ ...options, orLastKnown: true });
  if (admins?.has(options.userId)) {
    return { standing: { status: "administrator", canWrite: true }, member: null, mustWait: false };
  }
  const member = await ask(options);
  if (member && member !== "wait") return { standing: standingOf(member), member, mustWait: false };
  const standing = { status: "unknown", canWrite: true, isNoAdmin: admins !== null } as const;
  return { standing, member: null, mustWait: member === "wait" };
}

interface Question {
  connection: LoadedConnection;
  chatId: number;
  userId: number;
}

/** @returns null when Telegram does not say */
export async function askMember(question: Question): Promise<ChatMember | null> {
  const member = await ask(question);
  return member === "wait" ? null : member;
}

async function ask({ connection, chatId, userId }: Question): Promise<ChatMember | "wait" | null> {
  try {
    const asked = await callTelegram({
      ...{ connection, chatId, priority: 1, counts: false, idempotent: true, maxWaitMs: PATIENCE_MS },
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      run: (api, signal) => api.getChatMember(chatId, userId, signal),
    });
    if (asked.ok) return asked.value;
    return asked.reason === "wait" ? "wait" : null;
  } catch {
    return null;
  }
}
