import { z } from "zod";
import { can } from "../../auth/roles.ts";
import { AppError, notFound } from "../../infra/errors.ts";
import { said } from "../../infra/said.ts";
import { acceptInvitation } from "../../teams/accept-invitation.ts";
import { changeMember } from "../../teams/change-member.ts";
import { createInvitation } from "../../teams/create-invitation.ts";
import { listInvitations } from "../../teams/list-invitations.ts";
import { listMembers } from "../../teams/list-members.ts";
import { previewInvitation } from "../../teams/preview-invitation.ts";
import { revokeInvitation } from "../../teams/revoke-invitation.ts";
import { adminRoute } from "../admin-route.ts";
import { presentInvitation, presentMember, ROLE_NAMES, roleOf } from "../present/present-member.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/members.ts";

const tag = "Members";
const ofTeam = z.object({ teamId: id });
const ofMember = z.object({ teamId: id, userId: id });
const ofInvitation = z.object({ teamId: id, invitationId: id });
const read = { kind: "team", action: "team.read" } as const;
const write = { kind: "team", action: "members.write" } as const;

export const MEMBER_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/members",
    summary: "List a team's members",
    tag,
    access: read,
    params: ofTeam,
    response: json.memberListSchema,
    handler: async ({ params: { teamId } }) => ({ items: (await listMembers(teamId)).map(presentMember) }),
  }),
  adminRoute({
    method: "PATCH",
    path: "/teams/{teamId}/members/{userId}",
    summary: "Give a member another role; the last owner stays one",
    tag,
    access: write,
    params: ofMember,
    body: json.changeRoleBody,
    response: json.memberSchema,
    async handler({ params, body, principal }) {
      const mayTouchOwners = can(principal, "owners.write", params.teamId);
      const { actor } = principal;
      const member = await changeMember({ ...params, role: roleOf(body.role), mayTouchOwners, actor });
      if (!member) throw notFound(said`The member was not found.`);
      return presentMember(member);
    },
  }),
  adminRoute({
    method: "DELETE",
    path: "/teams/{teamId}/members/{userId}",
    summary: "Take a member out of the team; the last owner stays",
    tag,
    access: write,
    params: ofMember,
    async handler({ params, principal }) {
      const mayTouchOwners = can(principal, "owners.write", params.teamId);
      await changeMember({ ...params, role: null, mayTouchOwners, actor: principal.actor });
      return undefined;
    },
  }),
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/invitations",
    summary: "List a team's latest invitations",
    tag,
    access: read,
    params: ofTeam,
    response: json.invitationListSchema,
    handler: async ({ params: { teamId }, now }) => ({
      items: (await listInvitations(teamId)).map((invitation) => presentInvitation(invitation, now)),
    }),
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/invitations",
    summary: "Invite somebody by link; the answer shows the token this once",
    tag,
    access: write,
    params: ofTeam,
    body: json.createInvitationBody,
    response: json.newInvitationSchema,
    status: 201,
    async handler({ params: { teamId }, body, principal, now }) {
      if (body.role === "owner" && !can(principal, "owners.write", teamId)) {
        throw new AppError("forbidden", said`Only an owner may invite owners.`);
      }
      const { actor } = principal;
      const { email, role } = body;
      const { invitation, token } = await createInvitation({ teamId, email, role: roleOf(role), actor, now });
      return { ...presentInvitation(invitation, now), token, acceptPath: `/invitation#${token}` };
    },
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/invitations/{invitationId}/revoke",
    summary: "End an invitation's link",
    tag,
    access: write,
    params: ofInvitation,
    response: json.invitationSchema,
    handler: async ({ params, principal: { actor }, now }) =>
      presentInvitation(await revokeInvitation({ ...params, actor, now }), now),
  }),
  adminRoute({
    method: "POST",
    path: "/invitations/preview",
    summary: "See what a link invites to",
    tag,
    access: { kind: "public" },
    body: json.previewInvitationBody,
    response: json.invitationPreviewSchema,
    async handler({ body: { token }, now }) {
      const { invitation, team, hasAccount } = await previewInvitation({ token, now });
      return { email: invitation.email, role: ROLE_NAMES[invitation.role], teamName: team.displayName, hasAccount };
    },
  }),
  adminRoute({
    method: "POST",
    path: "/invitations/accept",
    summary: "Accept an invitation: signed in as the invited address, or, without an account, with a new password",
    tag,
    access: { kind: "public" },
    body: json.acceptInvitationBody,
    response: json.acceptedInvitationSchema,
    async handler({ body, principal, now }) {
      const { teamId, userId, role } = await acceptInvitation({ ...body, signedInAs: principal?.user ?? null, now });
      return { teamId, userId, role: ROLE_NAMES[role] };
    },
  }),
];
