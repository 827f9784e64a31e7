import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { inOrder } from "../rooms/in-order.ts";
import { answerQuery } from "./answer-query.ts";
import { approveRequest } from "./approve-request.ts";
import { claimChecklist, findChecklist, releaseChecklist, settleChecklist } from "./checklist-row.ts";
import { type ChecklistStatus, type ChecklistView, checklistStatus, viewChecklist } from "./checklist-view.ts";
import type { GateCase } from "./gate-case.ts";
import { type JudgedCase, judgeCase } from "./judge-case.ts";
import { leftToAdmins } from "./left-to-admins.ts";
import { type LoadedGroup, loadGroup } from "./load-group.ts";
import { isInGroup, lookAtChecklist } from "./look-at-checklist.ts";
import type { OpenedChecklist } from "./open-checklist.ts";
import { recordCase } from "./record-case.ts";

/**
 * Checks somebody's channels by what Telegram says now, and lets them in if they belong: once, however often and wherever
 * it is asked for.
 * @throws AppError conflict while another process answers the same request, unavailable where Telegram took no answer
 */
export function checkChecklist(options: { opened: OpenedChecklist; now: Date }): Promise<ChecklistView> {
  const { opened, now } = options;
  const { connection, group, person } = opened;
  return inOrder(`gate/${connection.id}/${group.chatId}/${person.id}`, async () => {
    // Whoever came before may have settled it.
    const row = (await findChecklist(opened.row.id)) ?? opened.row;
    const [guarded, isInside] = await Promise.all([loadGroup(connection.id, group.chatId), isInGroup(opened)]);
    const status = checklistStatus({ ...row, isGuarded: guarded !== null, isInside, now });
    if (status === "over" && row.state === "OPEN") await leaveToAdmins(opened);
    if (status !== "open" || !guarded) return lookAtChecklist({ opened: { ...opened, row }, now });
    const one = caseOf(opened, guarded, now);
    const judged = await judgeCase(one, { fresh: true });
    const answered = judged.decision.outcome === "approved" ? await letIn(opened, one, judged) : status;
    if (answered === "open") await recordCase(one, judged);
    return viewChecklist({
      ...{ status: answered, group: guarded, verdicts: judged.verdicts, expiresAt: row.dueAt },
    });
  });
}

function caseOf({ connection, person, row }: OpenedChecklist, group: LoadedGroup, now: Date): GateCase {
  return {
    ...{ connection, group, trigger: "checklist", person, receivedAt: now, now },
    sender: { isBot: false, senderChatId: null, isAutomaticForward: false },
    ...{ standing: null, chatMember: null, threadId: 0, messageId: null },
    ...{ occasion: `checklist/${row.id}/${now.getTime()}`, occurredAt: now },
  };
}

async function letIn(opened: OpenedChecklist, one: GateCase, judged: JudgedCase): Promise<ChecklistStatus> {
  const { row, connection } = opened;
  if (!(await claimChecklist(row.id))) return afterAnother(opened);
  try {
    await recordCase(one, judged);
    const answer = await answerQuery({ connection, queryId: row.queryId, result: "approve" });
    if (answer === "unknown") throw unanswered();
    const isIn =
      answer === "answered" ||
      // The query is over, the request may not be: then it is among those that wait for an admin.
      (await approveRequest({ connection, group: one.group, userId: row.userId }).catch((cause: unknown) => {
        throw unanswered(cause);
      })) ||
      (await isInGroup(opened));
    if (!isIn) await recordLeft(one);
    await settleChecklist(row.id, isIn ? "ADMITTED" : "QUEUED");
    return isIn ? "admitted" : "queued";
  } catch (error) {
    await releaseChecklist(row.id);
    throw error;
  }
}

/** Telegram let nobody in any more, though they belong: the trace is not to end with an approval. */
async function recordLeft(one: GateCase): Promise<void> {
  await recordCase({ ...one, occasion: `${one.occasion}/left` }, leftToAdmins);
}

/** Another process has taken it up, or was done with it between our two looks. */
async function afterAnother({ row }: OpenedChecklist): Promise<ChecklistStatus> {
  const state = (await findChecklist(row.id))?.state;
  if (state === "ADMITTED") return "admitted";
  if (state === "QUEUED") return "queued";
  throw new AppError("conflict", said`The request is being answered already. Look again in a moment.`, {
    retryAfterSeconds: 2,
  });
}

/** Nothing is protected any more, so nothing can be finished either. */
async function leaveToAdmins({ row, connection }: OpenedChecklist): Promise<void> {
  if (!(await claimChecklist(row.id))) return;
  await answerQuery({ connection, queryId: row.queryId, result: "queue" });
  await settleChecklist(row.id, "QUEUED");
}

function unanswered(cause?: unknown): AppError {
  return new AppError("unavailable", said`Telegram does not answer. Try again.`, {
    ...{ cause, retryAfterSeconds: 2 },
  });
}
