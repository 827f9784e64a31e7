import type { ChatMember, ChatPermissions } from "grammy/types";
import { z } from "zod";

const NAMES = [
  ...["can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos"],
  ...["can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages"],
  ...["can_add_web_page_previews", "can_react_to_messages", "can_change_info", "can_invite_users", "can_edit_tag"],
  ...["can_pin_messages", "can_manage_topics"],
] as const satisfies (keyof ChatPermissions)[];

const all = (value: boolean): ChatPermissions => Object.fromEntries(NAMES.map((name) => [name, value]));

/** What the gate's mute leaves: reading. */
export const NO_PERMISSIONS = all(false);
/** Telegram's way of ending a restriction: the group's own permissions apply again. */
export const ALL_PERMISSIONS = all(true);

const previousSchema = z.object({ permissions: z.record(z.string(), z.boolean()), until: z.int() });

export interface PreviousPermissions {
  permissions: ChatPermissions;
  /** Unix seconds; 0 is for ever. */
  until: number;
}

/** What a human admin allows a member, where that is less than everything; it comes back when our mute ends. */
export function previousPermissionsOf(member: ChatMember | null): PreviousPermissions | null {
  if (member?.status !== "restricted") return null;
  const permissions = Object.fromEntries(NAMES.map((name) => [name, member[name as keyof typeof member] === true]));
  return { permissions, until: member.until_date };
}

/** The same from the database; null for none. */
export function readPreviousPermissions(stored: unknown): PreviousPermissions | null {
  const read = previousSchema.safeParse(stored);
  return read.success ? (read.data as PreviousPermissions) : null;
}
