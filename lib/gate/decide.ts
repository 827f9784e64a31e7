import { judge } from "./judge.ts";
import type { LoadedGroup } from "./load-group.ts";
import type { Verdict } from "./verdict.ts";

/** What a decision came to, as stored in decisions and counted per hour; `queued` leaves a request to the admins. */
export const GATE_OUTCOMES = ["passed", "exempt", "held", "lifted", "approved", "asked", "queued"] as const;
export type GateOutcome = (typeof GATE_OUTCOMES)[number];

/**
 * What was decided about: `checklist` is the Mini App that somebody sees who asks to join, `question` is somebody's wish to
 * know, which changes nothing.
 */
export const GATE_TRIGGERS = [
  "message",
  "join",
  "join_request",
  "checklist",
  "button",
  "channel_joined",
  "question",
] as const;
export type GateTrigger = (typeof GATE_TRIGGERS)[number];

export const GATE_REASONS = [
  /** Nothing is asked of anybody: the group is switched off or has no channels. */
  "not_enforced",
  "group_admin",
  "anonymous_admin",
  /** The linked channel's posts, and Telegram's own messages. */
  "linked_channel",
  "bot",
  "channel_sender_allowed",
  "channel_sender_refused",
  "allow_list",
  "member",
  "not_member",
  /** Telegram did not say, and the group's failure policy decided. */
  "unknown_let_in",
  "unknown_held",
  "kept_member",
  "kept_not_member",
  /** Nobody finished the checklist in time. */
  "not_finished",
] as const;
export type GateReason = (typeof GATE_REASONS)[number];

/** Telegram's own senders: "Group" for anonymous admins, "Telegram" for a linked channel's posts. */
export const ANONYMOUS_ADMIN_ID = 1_087_968_824;
export const TELEGRAM_ID = 777_000;

/**
 * How long a mute holds, in milliseconds. Telegram keeps an end of at most 366 days (beyond, it is for ever), and answers
 * with it: that is how a mute of ours is told from an admin's.
 */
export const MUTE_MS = 360 * 86_400_000;

/** Somebody's standing in the group itself, as far as the gate cares. */
export interface Standing {
  status: "creator" | "administrator" | "member" | "restricted" | "left" | "kicked" | "unknown";
  /** For `restricted`: whether they may write at all. */
  canWrite: boolean;
  /** For `unknown`: no admin all the same, by what Telegram said of those before. */
  isNoAdmin?: boolean;
}

export interface GateMember {
  userId: number;
  isBot: boolean;
  /** The chat in whose name they wrote. */
  senderChatId: number | null;
  isAutomaticForward: boolean;
  /** Null while nobody has asked Telegram: it is asked only before somebody is held. */
  standing: Standing | null;
}

export type GateAction =
  | { type: "delete_message" }
  | { type: "mute"; until: Date }
  | { type: "warn"; expiresAt: Date }
  | { type: "lift" }
  | { type: "remove_warning" }
  | { type: "approve" }
  | { type: "ask" }
  | { type: "show_checklist" }
  | { type: "leave_to_admins" };

export interface GateDecision {
  outcome: GateOutcome;
  reason: GateReason;
  actions: GateAction[];
}

type DecidedGroup = Pick<
  LoadedGroup,
  "chatId" | "linkedChatId" | "enabled" | "rule" | "failurePolicy" | "params" | "channels"
>;

/**
 * What the gate does about somebody. Pure: the same facts lead to the same actions.
 * @param options.verdicts of the group's channels; empty where exemptions are asked for alone
 * @param options.restriction the gate's own mute of this person that holds now
 * @returns null when it takes the person's standing in the group to tell
 */
export function decide(options: {
  group: DecidedGroup;
  trigger: GateTrigger;
  member: GateMember;
  verdicts: Pick<Verdict, "state" | "last">[];
  restriction: object | null;
  now: Date;
}): GateDecision | null {
  const { group, member, trigger, verdicts } = options;
  const exemption = exemptionOf(group, member);
  if (exemption === "channel_sender_refused") {
    return { outcome: "held", reason: exemption, actions: trigger === "message" ? [{ type: "delete_message" }] : [] };
  }
  if (exemption) return letThrough(options, "exempt", exemption);
  const { passes, certain, reason } = judge({ group, verdicts });
  if (passes) return letThrough(options, "passed", reason);
  // Who asks to be let in is not in the group, and so no admin of it.
  if (asksToJoin(trigger)) return { outcome: "asked", reason, actions: [{ type: "ask" }] };
  if (!member.standing) return null;
  const { status, isNoAdmin = false } = member.standing;
  if (status === "unknown" && !isNoAdmin && group.failurePolicy !== "CLOSED") {
    // They may well be an admin.
    return letThrough(options, "passed", "unknown_let_in");
  }
  return { outcome: "held", reason, actions: holdingActions(options, member.standing, certain) };
}

/** Why a sender is not judged at all; `channel_sender_refused` is the one that lets nobody through. */
export function exemptionOf(group: DecidedGroup, member: GateMember): GateReason | null {
  const { userId, senderChatId, standing } = member;
  if (!group.enabled || group.channels.length === 0) return "not_enforced";
  if (userId === ANONYMOUS_ADMIN_ID || senderChatId === group.chatId) return "anonymous_admin";
  const isLinked = senderChatId !== null && senderChatId === group.linkedChatId;
  if (userId === TELEGRAM_ID || member.isAutomaticForward || isLinked) return "linked_channel";
  if (senderChatId !== null) {
    return group.params.channelSenders === "ALLOW" ? "channel_sender_allowed" : "channel_sender_refused";
  }
  if (member.isBot) return "bot";
  if (group.params.allowedUserIds.includes(userId)) return "allow_list";
  if (standing?.status === "creator" || standing?.status === "administrator") return "group_admin";
  return null;
}

/** Whether somebody wants to be let in: then there is nobody to mute, and nothing to lift. */
export function asksToJoin(trigger: GateTrigger): boolean {
  return trigger === "join_request" || trigger === "checklist";
}

function letThrough(
  options: { trigger: GateTrigger; restriction: object | null },
  outcome: "passed" | "exempt",
  reason: GateReason,
): GateDecision {
  const { trigger, restriction } = options;
  if (asksToJoin(trigger)) return { outcome: "approved", reason, actions: [{ type: "approve" }] };
  if (trigger === "question") return { outcome, reason, actions: [] };
  if (restriction) return { outcome: "lifted", reason, actions: [{ type: "lift" }, { type: "remove_warning" }] };
  return { outcome, reason, actions: trigger === "button" ? [{ type: "remove_warning" }] : [] };
}

function holdingActions(
  options: { group: DecidedGroup; trigger: GateTrigger; restriction: object | null; now: Date },
  standing: Standing,
  certain: boolean,
): GateAction[] {
  const { group, trigger, restriction, now } = options;
  if (trigger !== "message" && trigger !== "join") return [];
  const actions: GateAction[] = trigger === "message" ? [{ type: "delete_message" }] : [];
  // Whom a human admin muted or banned is the admin's: no button of ours could free them.
  const isAdmins = standing.status === "kicked" || (standing.status === "restricted" && !standing.canWrite);
  if (isAdmins && !restriction) return actions;
  // Only what no answer of Telegram could change is reason to mute: nobody stays muted because Telegram was away.
  if (certain && !restriction && standing.status !== "unknown") {
    actions.push({ type: "mute", until: new Date(now.getTime() + MUTE_MS) });
  }
  actions.push({ type: "warn", expiresAt: new Date(now.getTime() + group.params.warningTtlSeconds * 1000) });
  return actions;
}
