import type { TelegramFailure } from "../channels/telegram/classify-error.ts";
import type { TroubleCode } from "./trouble-codes.ts";

/**
 * The Bot API tells its refusals apart by their English text alone; this table is where the gate reads it. Order matters:
 * "member list is inaccessible" is what bots hear that are no admins of a channel.
 */
const MEMBER_REFUSALS: readonly [RegExp, "not_member" | TroubleCode][] = [
  [/member list is inaccessible|CHAT_ADMIN_REQUIRED|not enough rights|administrator rights/i, "not_channel_admin"],
  [/(user|member|participant) not found|PARTICIPANT_ID_INVALID|USER_ID_INVALID|USER_NOT_PARTICIPANT/i, "not_member"],
  [/chat not found|was kicked|not a member|CHANNEL_(PRIVATE|INVALID)|PEER_ID_INVALID/i, "channel_not_found"],
];

/** What it means that Telegram did not say whether somebody belongs to a channel. */
export function readMemberRefusal(failure: TelegramFailure): "not_member" | TroubleCode {
  const said = "description" in failure ? failure.description : "";
  const isNo = failure.reason === "rejected" || failure.reason === "forbidden";
  const known = isNo ? MEMBER_REFUSALS.find(([pattern]) => pattern.test(said)) : undefined;
  return known?.[1] ?? "telegram_unreachable";
}

const GROUP_REFUSALS: readonly [RegExp, TroubleCode][] = [
  [/was kicked|not a member|chat not found|CHANNEL_PRIVATE/i, "bot_not_in_group"],
  [/available only for supergroups/i, "basic_group"],
];

/**
 * What keeps the bot from acting in a group.
 * @param needed what it lacks if it is the right to do so
 * @returns null where it is nothing that a person has to put right: the message is gone, or Telegram is busy
 */
export function readGroupRefusal(failure: TelegramFailure, needed: TroubleCode): TroubleCode | null {
  if (failure.reason !== "rejected" && failure.reason !== "forbidden") return null;
  const known = GROUP_REFUSALS.find(([pattern]) => pattern.test(failure.description));
  if (known) return known[1];
  const lacksRight =
    /not enough rights|have no rights|administrator rights|CHAT_ADMIN_REQUIRED|message can't be deleted/i;
  return lacksRight.test(failure.description) ? needed : null;
}
