/**
 * What can keep the gate of a group from working, each something that a person can put right. The dashboard has words for
 * them (messages/), the bot has others (lib/gate/texts).
 */
export const TROUBLE_CODES = [
  /** The bot was removed from the group. */
  "bot_not_in_group",
  /** A group of the old kind, where nobody can be muted: it has to be made a supergroup. */
  "basic_group",
  /** The bot is in the group, but no admin. */
  "bot_not_admin",
  /** An admin without `can_delete_messages`. */
  "cannot_delete",
  /** An admin without `can_restrict_members`. */
  "cannot_restrict",
  /** An admin without `can_invite_users`, in a group that takes people in on request. */
  "cannot_invite",
  /** Telegram knows no such channel (any more), or the bot may not see it. */
  "channel_not_found",
  /** The bot is no admin of the channel, so Telegram does not tell who its members are. */
  "not_channel_admin",
  /** Telegram does not answer questions about members, or not in time. */
  "telegram_unreachable",
] as const;

export type TroubleCode = (typeof TROUBLE_CODES)[number];
