import { memberOf } from "../chats.ts";
import { findUser } from "../find-user.ts";
import type { SandboxChat } from "../model/chat.ts";
import type { SandboxMember } from "../model/member.ts";
import { changeMember } from "../updates/announce-member.ts";
import type { TelegramWorld } from "../world.ts";
import { announceArrival } from "./join-chat.ts";

/** Lets somebody in who asked to join. A restriction they are under stays. */
export function admitToChat(world: TelegramWorld, chat: SandboxChat, userId: number, byUserId: number): void {
  const before = memberOf(world, chat, userId);
  const next: SandboxMember =
    before?.status === "restricted" ? { ...before, isMember: true } : { userId, status: "member" };
  changeMember(world, chat, next, { byUserId, viaJoinRequest: true });
  const user = findUser(world, userId);
  if (user) announceArrival(world, chat, user, userId);
}
