import type { CallbackQuery, ChatMember } from "grammy/types";
import type { LoadedConnection } from "../channels/load-connection.ts";
import { inOrder } from "../rooms/in-order.ts";
import { approveRequest } from "./approve-request.ts";
import { carryOut } from "./carry-out.ts";
import { type GateCase, plainSender } from "./gate-case.ts";
import type { GateLanguage } from "./group-params.ts";
import { type JudgedCase, judgeCase } from "./judge-case.ts";
import type { Lifted } from "./lift-restriction.ts";
import type { LoadedGroup } from "./load-group.ts";
import { askMember } from "./load-standing.ts";
import { recordCase } from "./record-case.ts";
import { type GateTextKey, gateText } from "./texts/gate-text.ts";

/**
 * Judges somebody who pressed the verify button, by what Telegram says now, and lets them go or in if they belong.
 * @returns why they may write, or may not, in their language
 */
export async function answerPress(options: {
  connection: LoadedConnection;
  query: CallbackQuery;
  group: LoadedGroup;
  person: GateCase["person"];
  language: GateLanguage;
  updateId: number;
  receivedAt: Date;
  now: Date;
}): Promise<string> {
  const { connection, query, group, person, language, updateId, receivedAt, now } = options;
  const one: GateCase = {
    ...{ connection, group, trigger: "button", person, sender: plainSender(query.from), receivedAt, now },
    ...{ standing: null, chatMember: null, threadId: 0, messageId: null },
    ...{ occasion: `update/${updateId}`, occurredAt: receivedAt },
  };
  return inOrder(`gate/${connection.id}/${group.chatId}/${person.id}`, async () => {
    const judged = await judgeCase(one, { fresh: true });
    const lifted = await carryOut(one, judged, await recordCase(one, judged));
    const isOutside = query.message?.chat.type === "private";
    const letIn =
      judged.decision.outcome !== "held" && isOutside && (await approveRequest({ ...one, userId: person.id }));
    const missing = judged.verdicts.flatMap(({ state, channelId }) =>
      state === "not_member" ? group.channels.filter(({ id }) => id === channelId).map(({ title }) => title) : [],
    );
    const passes = judged.decision.outcome !== "held";
    // What an admin did to them no button of ours undoes; they should know.
    const standing =
      passes && !lifted && !letIn ? await askMember({ connection, chatId: group.chatId, userId: person.id }) : null;
    const key = letIn ? "verifyWelcome" : answerKey(judged, lifted, missing.length > 0, standing);
    return gateText(language, key, { channels: missing.join(", ") });
  });
}

function answerKey(
  { decision }: JudgedCase,
  lifted: Lifted | null,
  isMissing: boolean,
  member: ChatMember | null,
): GateTextKey {
  if (decision.outcome === "held") return isMissing ? "verifyMissing" : "verifyUnknown";
  if (lifted === "lifted") return "verifyPassed";
  if (lifted === "pending") return "verifyPending";
  const isAdmins = member?.status === "restricted" && !member.can_send_messages;
  if (lifted === "admins" || isAdmins) return "verifyByAdmin";
  return decision.reason === "not_enforced" ? "verifyOver" : "verifyNoNeed";
}
