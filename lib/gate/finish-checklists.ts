import { loadConnection } from "../channels/load-connection.ts";
import { log } from "../infra/log.ts";
import { answerQuery } from "./answer-query.ts";
import { type ChecklistRow, claimChecklist, dueChecklists, settleChecklist } from "./checklist-row.ts";
import type { GateCase } from "./gate-case.ts";
import { leftToAdmins } from "./left-to-admins.ts";
import { readLoadedGroup } from "./load-group.ts";
import { askMember } from "./load-standing.ts";
import { memberStateOf } from "./member-state.ts";
import { recordCase } from "./record-case.ts";
import { sideBySide } from "./side-by-side.ts";

const MOST_AT_ONCE = 100;
const SIDE_BY_SIDE = 8;
/** After this, Telegram has given the query up too, in milliseconds from our own end. */
const GIVE_UP_MS = 60_000;

/**
 * Leaves to the admins whoever did not finish the checklist in time. Telegram does the same by itself a little later, and
 * without a word: a query that nobody answers becomes an ordinary request to join.
 */
export async function finishChecklists(): Promise<void> {
  await sideBySide(await dueChecklists({ limit: MOST_AT_ONCE }), SIDE_BY_SIDE, (row) =>
    finish(row).catch((err) => log().warn({ err, groupId: row.groupId }, "a request was not left to the admins")),
  );
}

async function finish(row: ChecklistRow): Promise<void> {
  const [connection, group] = await Promise.all([loadConnection(row.connectionId), readLoadedGroup(row.groupId)]);
  // The bot is gone: nobody will answer any more.
  if (!connection?.token || !group) return settleChecklist(row.id, "QUEUED");
  if (!(await claimChecklist(row.id))) return;
  const answer = await answerQuery({ connection, queryId: row.queryId, result: "queue" });
  // Telegram is away: until its own end, which comes to the same, it is tried again.
  if (answer === "unknown" && Date.now() < row.dueAt.getTime() + GIVE_UP_MS) return;
  if (answer !== "answered") {
    const member = await askMember({ connection, chatId: group.chatId, userId: row.userId });
    // An admin was quicker.
    if (member && memberStateOf(member) === "member") return settleChecklist(row.id, "ADMITTED");
  }
  const now = new Date();
  const one: GateCase = {
    ...{ connection, group, trigger: "checklist", receivedAt: now, now },
    person: { id: row.userId, name: row.userName ?? "", username: null, language: null },
    sender: { isBot: false, senderChatId: null, isAutomaticForward: false },
    ...{ standing: null, chatMember: null, threadId: 0, messageId: null },
    ...{ occasion: `checklist/${row.id}/end`, occurredAt: row.dueAt },
  };
  await recordCase(one, leftToAdmins);
  await settleChecklist(row.id, "QUEUED");
}
