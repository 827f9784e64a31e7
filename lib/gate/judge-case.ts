import { asksToJoin, decide, exemptionOf, type GateDecision, type GateMember } from "./decide.ts";
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
 * Decides by what the verdicts tell alone.
 * @param options.fresh asks Telegram also where a verdict is known
 * @param options.since see `verifyMembership`
 * @returns no decision where it takes the person's standing in the group to tell
 */
export async function judgeByVerdicts(
  one: GateCase,
  options: { fresh?: boolean; since?: Date; restriction?: Promise<RestrictionRow | null> } = {},
): Promise<Omit<JudgedCase, "decision"> & { decision: GateDecision | null }> {
  const { connection, group, trigger, person, now, chatMember } = one;
  const { fresh = false } = options;
  const member = memberOf(one);
  const isExempt = exemptionOf(group, member) !== null;
  const [verdicts, restriction] = await Promise.all([
    isExempt
      ? []
      : verifyMembership({
          ...{ connection, channels: group.channels, userId: person.id },
          ...{ since: options.since, now, fresh },
        }),
    options.restriction ?? null,
  ]);
  return {
    decision: decide({ group, trigger, verdicts, member, restriction, now }),
    verdicts,
    restriction,
    chatMember,
  };
}

/**
 * Finds what it takes to decide, and decides. Whoever passes costs no more than a look at what is known; only before
 * somebody is held Telegram is asked for their standing, and the database for their mute.
 * @throws Error where Telegram asks to wait before it tells the standing of somebody who wrote: to be tried again
 * @param options.fresh asks Telegram also where a verdict is known
 */
export async function judgeCase(one: GateCase, options: { fresh?: boolean } = {}): Promise<JudgedCase> {
  const { group, trigger, person, now } = one;
  // A message shows that its writer is not muted.
  const mayBeMuted = trigger !== "message" && !asksToJoin(trigger);
  const restrictionOfPerson = () => findRestriction(group.id, person.id);
  const first = await judgeByVerdicts(one, {
    // What was asked as it arrived was asked for this.
    ...{ ...options, since: one.receivedAt },
    ...(mayBeMuted && { restriction: restrictionOfPerson() }),
  });
  const { verdicts } = first;
  const member = memberOf(one);
  const isExempt = exemptionOf(group, member) !== null;
  if (first.decision && (first.decision.outcome !== "held" || mayBeMuted || isExempt)) {
    return { ...first, decision: first.decision };
  }
  const [found, restriction] = await Promise.all([
    member.standing
      ? { standing: member.standing, member: one.chatMember, mustWait: false }
      : loadStanding({ ...one, ...ids(one) }),
    first.restriction ?? restrictionOfPerson(),
  ]);
  // A 429 is no silence: nobody's words shall stand because they came while one lasted.
  if (found.mustWait && !found.standing.isNoAdmin && trigger === "message") {
    throw new Error("Telegram asks to wait before it tells who an admin is: the message is judged then");
  }
  const decision = decide({
    group,
    trigger,
    verdicts,
    now,
    member: { ...member, standing: found.standing },
    restriction,
  });
  if (!decision) throw new Error("a decision needs more than it was given");
  return { decision, verdicts, restriction, chatMember: found.member };
}

function memberOf({ sender, person, standing }: GateCase): GateMember {
  return { ...sender, userId: person.id, standing };
}

function ids({ group, person }: GateCase): { chatId: number; userId: number } {
  return { chatId: group.chatId, userId: person.id };
}
