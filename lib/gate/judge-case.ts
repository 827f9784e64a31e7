import { decide, exemptionOf, type GateDecision } from "./decide.ts";
import type { GateCase } from "./gate-case.ts";
import { loadStanding } from "./load-standing.ts";
import { findRestriction, type RestrictionRow } from "./restriction-row.ts";
import type { Verdict } from "./verdict.ts";
import { verifyMembership } from "./verify-membership.ts";

export interface JudgedCase {
  decision: GateDecision;
  verdicts: Verdict[];
  /** The gate's mute of the person, where it was looked for. */
  restriction: RestrictionRow | null;
  chatMember: GateCase["chatMember"];
}

/**
 * Finds what it takes to decide, and decides. Whoever passes costs no more than a look at what is known; only before
 * somebody is held Telegram is asked for their standing, and the database for their mute.
 * @param options.fresh asks Telegram also where a verdict is known
 */
export async function judgeCase(one: GateCase, options: { fresh?: boolean } = {}): Promise<JudgedCase> {
  const { connection, group, trigger, person, now } = one;
  const member = { ...one.sender, userId: person.id, standing: one.standing };
  const isExempt = exemptionOf(group, member) !== null;
  // A message shows that its writer is not muted.
  const mayBeMuted = trigger !== "message" && trigger !== "join_request";
  const [verdicts, held] = await Promise.all([
    isExempt ? [] : verifyMembership({ connection, channels: group.channels, userId: person.id, now, ...options }),
    mayBeMuted ? findRestriction(group.id, person.id) : null,
  ]);
  const facts = { group, trigger, verdicts, now };
  const atOnce = decide({ ...facts, member, restriction: held });
  if (atOnce && (atOnce.outcome !== "held" || mayBeMuted || isExempt)) {
    return { decision: atOnce, verdicts, restriction: held, chatMember: one.chatMember };
  }
  const [found, restriction] = await Promise.all([
    member.standing ? { standing: member.standing, member: one.chatMember } : loadStanding({ ...one, ...ids(one) }),
    held ?? findRestriction(group.id, person.id),
  ]);
  const decision = decide({ ...facts, member: { ...member, standing: found.standing }, restriction });
  if (!decision) throw new Error("a decision needs more than it was given");
  return { decision, verdicts, restriction, chatMember: found.member };
}

function ids({ group, person }: GateCase): { chatId: number; userId: number } {
  return { chatId: group.chatId, userId: person.id };
}
