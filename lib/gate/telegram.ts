import type { Update } from "grammy/types";
import { type LoadedConnection, loadConnection } from "../channels/load-connection.ts";
import { loadTeamConfig } from "../teams/load-team-config.ts";
import { handleGateButton } from "./commands/handle-button.ts";
import { handleGateStanding } from "./commands/handle-standing.ts";
import { VERIFY_PREFIX } from "./compose-warning.ts";
import { handleChatMember } from "./handle-chat-member.ts";
import { handleJoinRequest } from "./handle-join-request.ts";
import { handleMessage } from "./handle-message.ts";
import { handlePress } from "./handle-press.ts";

/** What the buttons of the gate's own menus begin with. */
const MENU_PREFIX = "g:";

/**
 * Takes one Telegram update of a bot that guards groups, as often as it is delivered.
 * @param options.receivedAt when it reached us
 * @returns whether it is the gate's alone: then nobody else answers it
 */
export async function handleGateUpdate(options: {
  connectionId: string;
  update: { update_id: number };
  receivedAt: Date;
  now: Date;
}): Promise<{ held: boolean }> {
  const connection = await loadConnection(options.connectionId);
  if (connection?.kind !== "TELEGRAM" || !connection.active || !connection.gate) return { held: false };
  if (!(await loadTeamConfig(connection.teamId)).active) return { held: false };
  return { held: await handle({ ...options, connection, update: options.update as Update }) };
}

async function handle(options: {
  connection: LoadedConnection;
  update: Update;
  receivedAt: Date;
  now: Date;
}): Promise<boolean> {
  const { connection, update, receivedAt, now } = options;
  const facts = { connection, updateId: update.update_id, receivedAt, now };
  const message = update.message ?? update.edited_message;
  if (message) return handleMessage({ ...facts, message, isEdit: update.message === undefined });
  if (update.callback_query) {
    const query = update.callback_query;
    if (query.data?.startsWith(MENU_PREFIX)) {
      return handleGateButton({ connection, query, updateId: update.update_id, now });
    }
    if (!query.data?.startsWith(VERIFY_PREFIX)) return false;
    await handlePress({ ...facts, query });
    return true;
  }
  if (update.chat_member) {
    await handleChatMember({ ...facts, event: update.chat_member });
    return true;
  }
  if (update.chat_join_request) return handleJoinRequest({ ...facts, request: update.chat_join_request });
  // The chat follows it too.
  if (update.my_chat_member) {
    await handleGateStanding({ connection, event: update.my_chat_member, updateId: update.update_id, now });
  }
  return false;
}
