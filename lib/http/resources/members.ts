import { z } from "zod";
import { email, id, label, moment, password } from "./common.ts";

export const memberRole = z.enum(["owner", "admin", "viewer"]);

export const memberSchema = z.object({
  userId: id,
  email: z.string(),
  name: z.string().nullable(),
  role: memberRole,
  joinedAt: moment,
});
export type MemberJson = z.output<typeof memberSchema>;
export const memberListSchema = z.object({ items: z.array(memberSchema) });

export const changeRoleBody = z.strictObject({ role: memberRole });

export const invitationSchema = z.object({
  id,
  email: z.string(),
  role: memberRole,
  status: z.enum(["pending", "accepted", "revoked", "expired"]),
  expiresAt: moment,
  createdAt: moment,
});
export type InvitationJson = z.output<typeof invitationSchema>;
export const invitationListSchema = z.object({ items: z.array(invitationSchema) });

/** An invitation that was just made: the only answer that ever holds its token. */
export const newInvitationSchema = invitationSchema.extend({
  token: z.string().describe("Shown this once and stored nowhere"),
  acceptPath: z
    .string()
    .describe("The link's path on the dashboard; the token is in its fragment, which no server logs"),
});
export type NewInvitationJson = z.output<typeof newInvitationSchema>;

export const createInvitationBody = z.strictObject({ email, role: memberRole });

const token = z.string().min(1).max(200);
export const previewInvitationBody = z.strictObject({ token });
export const invitationPreviewSchema = z.object({
  email: z.string(),
  role: memberRole,
  teamName: z.string(),
  hasAccount: z
    .boolean()
    .describe("True: sign in as this e-mail address, then accept. False: accept with a new password"),
});
export type InvitationPreviewJson = z.output<typeof invitationPreviewSchema>;

export const acceptInvitationBody = z.strictObject({
  token,
  name: label(100).optional(),
  password: password.optional().describe("For somebody who has no account yet"),
});
export const acceptedInvitationSchema = z.object({ teamId: id, userId: id, role: memberRole });
