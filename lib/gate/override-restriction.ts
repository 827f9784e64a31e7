import type { ChatMember } from "grammy/types";
import { endRestriction, findRestriction } from "./restriction-row.ts";

/** Follows what a human admin did to a member: from then on their standing is the admin's affair, and no mute of ours. */
export async function overrideRestriction(options: { groupId: string; member: ChatMember }): Promise<void> {
  const { groupId, member } = options;
  const restriction = await findRestriction(groupId, member.user.id);
  if (!restriction) return;
  const isOurs = member.status === "restricted" && member.until_date * 1_000 === restriction.until.getTime();
  if (!isOurs) await endRestriction(restriction.id, "OVERRIDDEN");
}
