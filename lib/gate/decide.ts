/** What a decision came to, as stored in decisions and counted per hour. */
export const GATE_OUTCOMES = ["passed", "exempt", "held", "lifted", "approved", "asked"] as const;
export type GateOutcome = (typeof GATE_OUTCOMES)[number];

/** What was decided about. */
export const GATE_TRIGGERS = ["message", "join", "join_request", "button", "channel_joined", "question"] as const;
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
] as const;
export type GateReason = (typeof GATE_REASONS)[number];
