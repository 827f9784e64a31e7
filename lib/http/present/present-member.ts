import type { Invitation } from "../../infra/prisma/client.ts";
import type { MemberRole } from "../../infra/prisma/enums.ts";
import type { Member } from "../../teams/list-members.ts";
import type { InvitationJson, MemberJson } from "../resources/members.ts";

export const ROLE_NAMES = { OWNER: "owner", ADMIN: "admin", VIEWER: "viewer" } as const satisfies Record<
  MemberRole,
  string
>;

export function roleOf(name: (typeof ROLE_NAMES)[MemberRole]): MemberRole {
  return name.toUpperCase() as MemberRole;
}

export function presentMember({ userId, user, role, createdAt }: Member): MemberJson {
  return { userId, email: user.email, name: user.name, role: ROLE_NAMES[role], joinedAt: createdAt.toISOString() };
}

export function presentInvitation(invitation: Invitation, now: Date): InvitationJson {
  const { id, email, role, expiresAt, createdAt } = invitation;
  return {
    id,
    email,
    role: ROLE_NAMES[role],
    status: statusOf(invitation, now),
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}

function statusOf({ acceptedAt, revokedAt, expiresAt }: Invitation, now: Date): InvitationJson["status"] {
  if (acceptedAt) return "accepted";
  if (revokedAt) return "revoked";
  return expiresAt <= now ? "expired" : "pending";
}
