import type { Metadata } from "next";
import { AcceptInvitation } from "#components/auth/accept-invitation.tsx";
import { currentUser } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Accept the invitation", referrer: "no-referrer" };

export default async function InvitationPage() {
  const user = await currentUser();
  return <AcceptInvitation signedInAs={user?.email ?? null} />;
}
