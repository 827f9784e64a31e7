import { loadConnection } from "../channels/load-connection.ts";
import { getDb } from "../infra/db.ts";
import { AppError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import type { GateOutcome, GateReason, Standing } from "./decide.ts";
import type { GateCase } from "./gate-case.ts";
import { judgeCase } from "./judge-case.ts";
import type { LoadedGroup } from "./load-group.ts";
import { loadStanding } from "./load-standing.ts";
import { findRestriction } from "./restriction-row.ts";
import type { Verdict } from "./verdict.ts";

export interface MemberExplanation {
  passes: boolean;
  outcome: GateOutcome;
  reason: GateReason;
  verdicts: Verdict[];
  /** The person's standing in the group itself; `unknown` where Telegram does not say. */
  standing: Standing["status"];
  /** The gate's mute that holds now. */
  restriction: { id: string; imposedAt: Date } | null;
  /** A human admin's mute or ban that holds now; the gate leaves it alone. */
  mutedByAdmin: boolean;
  lastDecision: { outcome: string; reason: string; trigger: string; at: Date } | null;
}

/**
 * Whether a person would pass now, and why; asks Telegram, changes nothing.
 * @throws AppError conflict when the group's bot is gone
 */
export async function explainMember(options: {
  group: LoadedGroup;
  userId: number;
  now: Date;
}): Promise<MemberExplanation> {
  const { group, userId, now } = options;
  const connection = await loadConnection(group.connectionId);
  if (!connection?.token) throw new AppError("conflict", said`The group's bot is not connected any more.`);
  const [{ standing, member }, restriction, last] = await Promise.all([
    loadStanding({ connection, chatId: group.chatId, userId, now }),
    findRestriction(group.id, userId),
    getDb().gateDecision.findFirst({ where: { groupId: group.id, userId }, orderBy: { createdAt: "desc" } }),
  ]);
  const one: GateCase = {
    ...{ connection, group, trigger: "question", now },
    person: { id: userId, name: "", username: null, language: null },
    sender: { isBot: member?.user.is_bot ?? false, senderChatId: null, isAutomaticForward: false },
    ...{ standing, chatMember: member, threadId: 0, messageId: null, occasion: "", occurredAt: now, receivedAt: now },
  };
  const { decision, verdicts } = await judgeCase(one, { fresh: true });
  const isMuted = standing.status === "kicked" || (standing.status === "restricted" && !standing.canWrite);
  return {
    passes: decision.outcome !== "held",
    ...{ outcome: decision.outcome, reason: decision.reason, verdicts, standing: standing.status },
    restriction: restriction ? { id: restriction.id, imposedAt: restriction.imposedAt } : null,
    mutedByAdmin: isMuted && !restriction,
    lastDecision: last
      ? { outcome: last.outcome, reason: last.reason, trigger: last.trigger, at: last.createdAt }
      : null,
  };
}
