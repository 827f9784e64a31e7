import { type ChecklistView, checklistStatus, viewChecklist } from "./checklist-view.ts";
import { loadGroup } from "./load-group.ts";
import { askMember } from "./load-standing.ts";
import { memberStateOf } from "./member-state.ts";
import type { OpenedChecklist } from "./open-checklist.ts";
import { verifyMembership } from "./verify-membership.ts";

/**
 * How a request to join stands; changes nothing. While it is open, Telegram is asked about the channels anew: people look
 * again right after they have joined one.
 */
export async function lookAtChecklist(options: { opened: OpenedChecklist; now: Date }): Promise<ChecklistView> {
  const { opened, now } = options;
  const { row, connection, person, group } = opened;
  const [guarded, isInside] = await Promise.all([loadGroup(connection.id, group.chatId), isInGroup(opened)]);
  const status = checklistStatus({ ...row, isGuarded: guarded !== null, isInside, now });
  const { channels } = group;
  const verdicts =
    status === "open" ? await verifyMembership({ connection, channels, userId: person.id, fresh: true, now }) : [];
  return viewChecklist({ status, group, verdicts, expiresAt: row.dueAt });
}

/** Whether the person is in by now, let in by an admin for instance; not where Telegram does not say. */
export async function isInGroup({ connection, group, person }: OpenedChecklist): Promise<boolean> {
  const member = await askMember({ connection, chatId: group.chatId, userId: person.id });
  return member !== null && memberStateOf(member) === "member";
}
