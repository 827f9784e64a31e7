import { loadConnection } from "../channels/load-connection.ts";
import { callTelegram } from "../channels/telegram/sender/call-telegram.ts";
import { getDb } from "../infra/db.ts";
import { readLoadedGroup } from "./load-group.ts";
import { gateHtml, toGateLanguage } from "./texts/gate-text.ts";

/** How long a notice waits for Telegram's limits, in milliseconds, before the sweep tries again. */
const PATIENCE_MS = 5_000;

/**
 * Tells a group's owner what keeps its gate from working, in private, or in the group when they cannot be reached. Once per
 * trouble, whichever process does it: the row is claimed first, and given back where the message cannot have been sent.
 */
export async function tellOwner(options: { groupId: string; now: Date }): Promise<void> {
  const { groupId, now } = options;
  const group = await readLoadedGroup(groupId);
  const connection = group && (await loadConnection(group.connectionId));
  if (!group?.trouble || !connection?.token) return;
  const claimed = await getDb().protectedGroup.updateMany({
    where: { id: groupId, trouble: { not: null }, ownerToldAt: null, archivedAt: null },
    data: { ownerToldAt: now },
  });
  if (claimed.count === 0) return;
  const language = toGateLanguage(group.ownerLanguage);
  const channel = group.channels.find(({ chatId }) => chatId === group.troubleChatId);
  const problem = gateHtml(language, `trouble_${group.trouble}`, { group: group.title, channel: channel?.title ?? "" });
  const text = gateHtml(language, "ownerTold", { group: group.title, problem: { html: problem } });
  for (const chatId of [group.ownerUserId, group.chatId]) {
    if (chatId === null) continue;
    const sent = await callTelegram({
      ...{ connection, chatId, priority: 1, counts: true, idempotent: false, maxWaitMs: PATIENCE_MS },
      run: (api, signal) => api.sendMessage(chatId, text, { parse_mode: "HTML" }, signal),
    });
    if (sent.ok) return;
    if (sent.reason === "wait" || (sent.reason === "unknown" && sent.notSent)) {
      await getDb().protectedGroup.updateMany({
        where: { id: groupId, ownerToldAt: now },
        data: { ownerToldAt: null },
      });
      return;
    }
    // Perhaps they have it.
    if (sent.reason === "unknown") return;
  }
}
