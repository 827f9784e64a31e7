import type { ChatMember, ChatPermissions } from "grammy/types";
import type { SandboxUser } from "./chat.ts";

export type MemberStatus = "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";

export interface SandboxMember {
  userId: number;
  status: MemberStatus;
  /** Administrators: what they may do. */
  rights?: AdministratorRights;
  /** Restricted members: what they may still do. */
  permissions?: ChatPermissions;
  /** Restricted only: whether the person is in the chat at present. */
  isMember?: boolean;
  /** Unix seconds; 0 is for ever. For restricted and kicked. */
  untilDate?: number;
  customTitle?: string;
  /** Administrators: they write in the group's name. */
  isAnonymous?: boolean;
}

export const administratorRights = [
  "can_manage_chat",
  "can_delete_messages",
  "can_manage_video_chats",
  "can_restrict_members",
  "can_promote_members",
  "can_change_info",
  "can_invite_users",
  "can_post_stories",
  "can_edit_stories",
  "can_delete_stories",
  "can_post_messages",
  "can_edit_messages",
  "can_pin_messages",
  "can_manage_topics",
] as const;
export type AdministratorRight = (typeof administratorRights)[number];
export type AdministratorRights = Partial<Record<AdministratorRight, boolean>>;

export const permissionNames = [
  "can_send_messages",
  "can_send_audios",
  "can_send_documents",
  "can_send_photos",
  "can_send_videos",
  "can_send_video_notes",
  "can_send_voice_notes",
  "can_send_polls",
  "can_send_other_messages",
  "can_add_web_page_previews",
  "can_react_to_messages",
  "can_change_info",
  "can_invite_users",
  "can_edit_tag",
  "can_pin_messages",
  "can_manage_topics",
] as const satisfies readonly (keyof ChatPermissions)[];

/** The rights a bot gets when it is promoted without saying which. */
export const defaultBotRights: AdministratorRights = {
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: true,
  can_restrict_members: true,
  can_invite_users: true,
  can_pin_messages: true,
  can_manage_topics: true,
  can_change_info: true,
  can_post_messages: true,
  can_edit_messages: true,
};

/** A restriction or ban whose time is up is no longer there. `now` in Unix milliseconds. */
export function settleMember(member: SandboxMember, now: number): SandboxMember {
  if (!member.untilDate || member.untilDate * 1000 > now) return member;
  if (member.status === "kicked") return { userId: member.userId, status: "left" };
  if (member.status === "restricted") return { userId: member.userId, status: member.isMember ? "member" : "left" };
  return member;
}

export function isInChat(member: SandboxMember | undefined): boolean {
  if (!member) return false;
  if (member.status === "restricted") return member.isMember === true;
  return member.status !== "left" && member.status !== "kicked";
}

export function isAdministrator(member: SandboxMember | undefined): boolean {
  return member?.status === "creator" || member?.status === "administrator";
}

export function hasRight(member: SandboxMember | undefined, right: AdministratorRight): boolean {
  return member?.status === "creator" || (member?.status === "administrator" && member.rights?.[right] === true);
}

/** The Bot API's ChatMember of a person. */
export function renderMember(member: SandboxMember, user: SandboxUser): ChatMember {
  const { deactivated: _, ...shown } = user;
  const title = member.customTitle ? { custom_title: member.customTitle } : {};
  switch (member.status) {
    case "creator":
      return { status: "creator", user: shown, is_anonymous: member.isAnonymous === true, ...title };
    case "administrator": {
      const rights = Object.fromEntries(administratorRights.map((name) => [name, member.rights?.[name] === true]));
      const fields = {
        status: "administrator",
        user: shown,
        can_be_edited: false,
        is_anonymous: member.isAnonymous === true,
      };
      return { ...fields, ...rights, ...title } as ChatMember;
    }
    case "restricted": {
      const allowed = Object.fromEntries(permissionNames.map((name) => [name, member.permissions?.[name] === true]));
      const fields = { status: "restricted", user: shown, is_member: member.isMember === true };
      return { ...fields, ...allowed, until_date: member.untilDate ?? 0 } as ChatMember;
    }
    case "kicked":
      return { status: "kicked", user: shown, until_date: member.untilDate ?? 0 };
    default:
      return { status: member.status, user: shown };
  }
}
