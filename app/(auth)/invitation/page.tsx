import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AcceptInvitation } from "#components/auth/accept-invitation.tsx";
import { currentUser } from "#lib/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.invitation");
  return { title: t("pageTitle"), referrer: "no-referrer" };
}

export default async function InvitationPage() {
  const user = await currentUser();
  return <AcceptInvitation signedInAs={user?.email ?? null} />;
}
