import type { ChatMember } from "grammy/types";
import type { Standing } from "./decide.ts";

/**
 * Whether somebody belongs to a chat. `restricted` says only what they may do there: those who were restricted and left
 * are out, and stay `restricted`.
 */
export function memberStateOf(member: ChatMember): "member" | "not_member" {
  if (member.status === "restricted") return member.is_member ? "member" : "not_member";
  return member.status === "left" || member.status === "kicked" ? "not_member" : "member";
}

/** Somebody's standing in a group, as the gate sees it. */
export function standingOf(member: ChatMember): Standing {
  const { status } = member;
  return { status, canWrite: status === "restricted" ? member.can_send_messages : status !== "kicked" };
}
